import { CaseloadFault } from '../CaseloadFault.ts';
import type { ReadLimits } from '../limits.ts';

export type ZipEntry = {
	readonly name: string;
	readonly method: number;
	readonly packedBytes: number;
	readonly unpackedBytes: number;
	readonly headerAt: number;
};

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const longestComment = 65_535;
const mostDirectoryBytes = 16 * 1024 * 1024;

/**
 * The directory at the end of a zip names every file and its size before anything is unpacked, so a
 * bomb is refused unopened. Names are lower case with forward slashes, as writers differ.
 */
export async function readDirectory(file: Blob, limits: ReadLimits): Promise<Map<string, ZipEntry>> {
	const { count, bytes, at } = await findDirectory(file);
	if (count > limits.entries) throw new CaseloadFault('caseload.unpacks-too-large');
	if (bytes > mostDirectoryBytes || at + bytes > file.size) throw new CaseloadFault('caseload.damaged');
	const view = new DataView(await file.slice(at, at + bytes).arrayBuffer());
	const entries = new Map<string, ZipEntry>();
	let offset = 0;
	while (offset + 46 <= view.byteLength && view.getUint32(offset, true) === entrySignature) {
		const { entry, length } = readEntry(view, offset);
		entries.set(entry.name, entry);
		if (entries.size > limits.entries) throw new CaseloadFault('caseload.unpacks-too-large');
		offset += length;
	}
	refuseBombs([...entries.values()], limits);
	return entries;
}

async function findDirectory(file: Blob): Promise<{ count: number; bytes: number; at: number }> {
	const from = Math.max(0, file.size - endBytes - longestComment);
	const view = new DataView(await file.slice(from).arrayBuffer());
	for (let at = view.byteLength - endBytes; at >= 0; at -= 1) {
		if (view.getUint32(at, true) !== endSignature) continue;
		return {
			count: view.getUint16(at + 10, true),
			bytes: view.getUint32(at + 12, true),
			at: view.getUint32(at + 16, true)
		};
	}
	throw new CaseloadFault('caseload.damaged');
}

function readEntry(view: DataView, at: number): { entry: ZipEntry; length: number } {
	const nameLength = view.getUint16(at + 28, true);
	const extraLength = view.getUint16(at + 30, true);
	if ((view.getUint16(at + 8, true) & 1) === 1) throw new CaseloadFault('caseload.encrypted');
	const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
	const sizes = readSizes(view, at, at + 46 + nameLength, extraLength);
	return {
		entry: { name: name.replace(/\\/g, '/').toLowerCase(), method: view.getUint16(at + 10, true), ...sizes },
		length: 46 + nameLength + extraLength + view.getUint16(at + 32, true)
	};
}

const inExtra = 0xffff_ffff;

/** Writers that stream use the long form (zip64) even for small files; then sizes stand in the extra field. */
function readSizes(view: DataView, at: number, extraAt: number, extraLength: number) {
	const long = findLongSizes(view, extraAt, extraLength);
	const read = (value: number) => (value === inExtra ? Number(long.shift() ?? BigInt(inExtra)) : value);
	return {
		unpackedBytes: read(view.getUint32(at + 24, true)),
		packedBytes: read(view.getUint32(at + 20, true)),
		headerAt: read(view.getUint32(at + 42, true))
	};
}

function findLongSizes(view: DataView, at: number, length: number): bigint[] {
	let offset = at;
	while (offset + 4 <= at + length) {
		const size = view.getUint16(offset + 2, true);
		if (view.getUint16(offset, true) === 1) {
			return Array.from({ length: Math.floor(size / 8) }, (_, one) => view.getBigUint64(offset + 4 + one * 8, true));
		}
		offset += 4 + size;
	}
	return [];
}

function refuseBombs(entries: readonly ZipEntry[], limits: ReadLimits): void {
	const total = entries.reduce((sum, one) => sum + one.unpackedBytes, 0);
	const isBomb = (one: ZipEntry) =>
		one.unpackedBytes > limits.ratioFromBytes && one.unpackedBytes / Math.max(1, one.packedBytes) > limits.ratio;
	if (total > limits.unpackedBytes || entries.some(isBomb)) throw new CaseloadFault('caseload.unpacks-too-large');
}
