import { latin1, viewOf } from './Stripped.ts';

const orientationTag = 0x0112;

/** Which way up the picture is meant, 1 to 8, from the TIFF inside EXIF; 1 where it does not say. */
export function orientationIn(tiff: Uint8Array): number {
	const order = latin1(tiff.subarray(0, 2));
	if ((order !== 'II' && order !== 'MM') || tiff.length < 14) return 1;
	const little = order === 'II';
	const view = viewOf(tiff);
	const table = view.getUint32(4, little);
	if (table + 2 > tiff.length) return 1;
	const entries = view.getUint16(table, little);
	for (let entry = 0; entry < entries; entry += 1) {
		const at = table + 2 + entry * 12;
		if (at + 12 > tiff.length) return 1;
		if (view.getUint16(at, little) === orientationTag) return between(view.getUint16(at + 8, little));
	}
	return 1;
}

function between(orientation: number): number {
	return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

/** An EXIF segment of JPEG that says only which way up: without it half of all photos from telephones lie on their side. */
export function orientationSegment(orientation: number): Uint8Array {
	const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
	const body = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff];
	return new Uint8Array([0xff, 0xe1, 0, body.length + 2, ...body]);
}
