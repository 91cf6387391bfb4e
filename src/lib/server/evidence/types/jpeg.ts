import { orientationIn, orientationSegment } from './exif.ts';
import { joinBytes, latin1, viewOf, type Bytes, type Stripped } from './Stripped.ts';

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const firstApp = 0xe0;
const exifApp = 0xe1;
const adobeApp = 0xee;
const lastApp = 0xef;
const comment = 0xfe;
const plainJfifLength = 16;

type Segment = { readonly marker: number; readonly whole: Uint8Array };

/**
 * Null where it is no JPEG or is cut short. EXIF, XMP, IPTC, profiles, comments, previews and what follows the end go;
 * which way up it is stays, written anew.
 */
export function stripJpeg(bytes: Bytes): Stripped | null {
	if (bytes[0] !== 0xff || bytes[1] !== startOfImage || bytes[2] !== 0xff) return null;
	const read = readSegments(bytes);
	if (read === null || !read.segments.some(({ marker }) => marker === startOfScan)) return null;
	const exif = read.segments.find(isExif);
	const orientation = exif === undefined ? 1 : orientationIn(exif.whole.subarray(10));
	const kept = read.segments.filter(isDrawn).map(({ whole }) => whole);
	const before = orientation === 1 ? [] : [orientationSegment(orientation)];
	return {
		served: joinBytes([bytes.subarray(0, 2), ...before, ...kept, new Uint8Array([0xff, endOfImage])]),
		dropped: [...read.segments.filter((one) => !isDrawn(one)).map(({ whole }) => whole), bytes.subarray(read.end)]
	};
}

function isExif({ marker, whole }: Segment): boolean {
	return marker === exifApp && latin1(whole.subarray(4, 10)) === 'Exif\0\0';
}

/** The first of the application segments is plain and holds no preview; Adobe's says how colours are meant. */
function isDrawn({ marker, whole }: Segment): boolean {
	if (marker === comment) return false;
	if (marker < firstApp || marker > lastApp) return true;
	if (marker === firstApp) return whole.length === 2 + plainJfifLength && latin1(whole.subarray(4, 8)) === 'JFIF';
	return marker === adobeApp && whole.length === 16 && latin1(whole.subarray(4, 9)) === 'Adobe';
}

/** A scan's segment has the picture's own bytes behind it, up to the next marker that is one. */
function readSegments(bytes: Bytes): { segments: Segment[]; end: number } | null {
	const view = viewOf(bytes);
	const segments: Segment[] = [];
	for (let at = 2; at + 1 < bytes.length;) {
		const marker = bytes[at + 1] ?? 0;
		if (bytes[at] !== 0xff) return null;
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === endOfImage) return { segments, end: at + 2 };
		if (marker < 0xc0 || at + 4 > bytes.length) return null;
		const length = view.getUint16(at + 2);
		const head = at + 2 + length;
		if (length < 2 || head > bytes.length) return null;
		const end = marker === startOfScan ? endOfScan(bytes, head) : head;
		segments.push({ marker, whole: bytes.subarray(at, end) });
		at = end;
	}
	return null;
}

function endOfScan(bytes: Bytes, from: number): number {
	let at = bytes.indexOf(0xff, from);
	while (at !== -1) {
		const next = bytes[at + 1] ?? endOfImage;
		const isInside = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
		if (!isInside) return at;
		at = bytes.indexOf(0xff, at + 1);
	}
	return bytes.length;
}
