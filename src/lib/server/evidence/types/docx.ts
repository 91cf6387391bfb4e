import { inflateRawSync } from 'node:zlib';
import { latin1, viewOf, type Bytes } from './Stripped.ts';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const endLength = 22;
const mostEntries = 5_000;
const mostTypesBytes = 1024 * 1024;
const typesName = '[Content_Types].xml';
const mainType = 'wordprocessingml.document.main+xml';

type Entry = {
	readonly name: string;
	readonly isSealed: boolean;
	readonly method: number;
	readonly size: number;
	readonly at: number;
};

/** A Word document without macros: a zip from first byte to last whose list of types says so. */
export function isDocx(bytes: Bytes): boolean {
	if (bytes.length < endLength || viewOf(bytes).getUint32(0, true) !== localMark) return false;
	const entries = readEntries(bytes);
	if (entries === null || entries.some(({ isSealed }) => isSealed)) return false;
	const types = entries.find(({ name }) => name === typesName);
	if (types === undefined || entries.some(({ name }) => /vbaProject/i.test(name))) return false;
	return (
		entries.some(({ name }) => name === 'word/document.xml') && (readText(bytes, types)?.includes(mainType) ?? false)
	);
}

/** The zip's own list, from a mark that stands at the very end: nothing may follow it. */
function readEntries(bytes: Bytes): Entry[] | null {
	const view = viewOf(bytes);
	const end = bytes.length - endLength;
	if (view.getUint32(end, true) !== endMark) return null;
	const count = view.getUint16(end + 10, true);
	if (count > mostEntries) return null;
	const entries: Entry[] = [];
	let at = view.getUint32(end + 16, true);
	for (let place = 0; place < count; place += 1) {
		if (at + 46 > end || view.getUint32(at, true) !== entryMark) return null;
		const nameLength = view.getUint16(at + 28, true);
		entries.push({
			name: latin1(bytes.subarray(at + 46, at + 46 + nameLength)),
			isSealed: (view.getUint16(at + 8, true) & 1) === 1,
			method: view.getUint16(at + 10, true),
			size: view.getUint32(at + 20, true),
			at: view.getUint32(at + 42, true)
		});
		at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return entries;
}

/** One entry's text, unpacked no further than a list of types is long. */
function readText(bytes: Bytes, { at, method, size }: Entry): string | null {
	const view = viewOf(bytes);
	if (at + 30 > bytes.length || view.getUint32(at, true) !== localMark) return null;
	const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
	const packed = bytes.subarray(from, from + size);
	if (method === 0) return latin1(packed.subarray(0, mostTypesBytes));
	if (method !== 8) return null;
	try {
		return inflateRawSync(packed, { maxOutputLength: mostTypesBytes }).toString('latin1');
	} catch {
		// Damaged, or a bomb: no document either way.
		return null;
	}
}
