import type { Bytes } from '../vault/bytes.ts';

/** The longest edge in pixels, and how hard JPEG presses, 0 to 1: a page of A4 stays readable. */
export type PictureSize = { readonly edge: number; readonly quality: number };
export const evidencePicture: PictureSize = { edge: 2000, quality: 0.82 };
export const thumbnail: PictureSize = { edge: 192, quality: 0.7 };

/** Draws a picture anew, no larger than this; null where this browser cannot draw it. */
export type Shrink = (picture: Blob, size: PictureSize) => Promise<Bytes | null>;

export function fitted(width: number, height: number, edge: number): { width: number; height: number } {
	const scale = Math.min(1, edge / Math.max(width, height, 1));
	return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** By a canvas: what comes out holds pixels and nothing of what the camera wrote beside them. */
export const shrinkOnCanvas: Shrink = async (picture, { edge, quality }) => {
	const drawn = await decode(picture);
	if (drawn === null) return null;
	const { width, height } = fitted(drawn.width, drawn.height, edge);
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const brush = canvas.getContext('2d');
	if (brush === null) return null;
	brush.fillStyle = 'white';
	brush.fillRect(0, 0, width, height);
	brush.drawImage(drawn, 0, 0, width, height);
	drawn.close();
	const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
	return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
};

async function decode(picture: Blob): Promise<ImageBitmap | null> {
	try {
		return await createImageBitmap(picture, { imageOrientation: 'from-image' });
	} catch {
		// Damaged, or HEIC in a browser that has no reader for it.
		return null;
	}
}
