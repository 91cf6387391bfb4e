import { crc32 } from 'node:zlib';
import { joinBytes, latin1, viewOf, type Bytes, type Stripped } from './Stripped.ts';

const signature = '\u0089PNG\r\n\u001a\n';
/** What is needed to draw it. Text, time, EXIF, profiles and whatever nobody knows are left out. */
const drawn = new Set([
	'IHDR',
	'PLTE',
	'IDAT',
	'IEND',
	'tRNS',
	'gAMA',
	'cHRM',
	'sRGB',
	'sBIT',
	'bKGD',
	'pHYs',
	'acTL',
	'fcTL',
	'fdAT'
]);
const frame = 12;

type Chunk = { readonly type: string; readonly whole: Uint8Array };

/** Null where it is no PNG, or one that is cut short or altered: every chunk carries its own checksum. */
export function stripPng(bytes: Bytes): Stripped | null {
	if (latin1(bytes.subarray(0, 8)) !== signature) return null;
	const chunks = readChunks(bytes);
	if (chunks === null || chunks[0]?.type !== 'IHDR' || !chunks.some(({ type }) => type === 'IDAT')) return null;
	const kept = chunks.filter(({ type }) => drawn.has(type));
	const end = 8 + chunks.reduce((sum, { whole }) => sum + whole.length, 0);
	const dropped = chunks.filter(({ type }) => !drawn.has(type)).map(({ whole }) => whole);
	return {
		served: joinBytes([bytes.subarray(0, 8), ...kept.map(({ whole }) => whole)]),
		dropped: [...dropped, bytes.subarray(end)]
	};
}

/** Up to and with IEND; null where a chunk reaches beyond the end or is not what its checksum says. */
function readChunks(bytes: Bytes): Chunk[] | null {
	const view = viewOf(bytes);
	const chunks: Chunk[] = [];
	for (let at = 8; at + frame <= bytes.length;) {
		const length = view.getUint32(at);
		const end = at + frame + length;
		if (end > bytes.length) return null;
		if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return null;
		const type = latin1(bytes.subarray(at + 4, at + 8));
		chunks.push({ type, whole: bytes.subarray(at, end) });
		if (type === 'IEND') return chunks;
		at = end;
	}
	return null;
}
