import { Inflate } from 'fflate';
import { CaseloadFault } from '../CaseloadFault.ts';
import type { ZipEntry } from './readDirectory.ts';

/** Read from the file at once, and given to the unpacker at once: the second bounds what one step can swell to. */
const sliceBytes = 1024 * 1024;
const stepBytes = 32 * 1024;
const stored = 0;
const deflated = 8;

export type Watch = { readonly signal?: AbortSignal | undefined; readonly onPacked?: (bytes: number) => void };

/** Unpacks one file of a zip in pieces of text. More bytes than its directory declared is a lie, and ends the reading. */
export async function streamEntry(
	file: Blob,
	entry: ZipEntry,
	onText: (text: string) => void,
	watch: Watch = {}
): Promise<void> {
	const from = await findData(file, entry);
	const decode = decoder(entry, onText);
	const push = entry.method === deflated ? inflater(decode) : decode;
	for (let at = 0; at < entry.packedBytes; at += sliceBytes) {
		if (watch.signal?.aborted) throw new CaseloadFault('caseload.cancelled');
		const end = Math.min(entry.packedBytes, at + sliceBytes);
		const slice = new Uint8Array(await file.slice(from + at, from + end).arrayBuffer());
		for (let step = 0; step < slice.length; step += stepBytes) {
			const piece = slice.subarray(step, step + stepBytes);
			push(piece, end === entry.packedBytes && step + stepBytes >= slice.length);
		}
		watch.onPacked?.(end - at);
	}
	if (entry.packedBytes === 0) decode(new Uint8Array(0), true);
}

async function findData(file: Blob, entry: ZipEntry): Promise<number> {
	if (entry.method !== stored && entry.method !== deflated) throw new CaseloadFault('caseload.damaged');
	const header = new DataView(await file.slice(entry.headerAt, entry.headerAt + 30).arrayBuffer());
	if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50) throw new CaseloadFault('caseload.damaged');
	const from = entry.headerAt + 30 + header.getUint16(26, true) + header.getUint16(28, true);
	if (from + entry.packedBytes > file.size) throw new CaseloadFault('caseload.damaged');
	return from;
}

type Push = (bytes: Uint8Array, final: boolean) => void;

function inflater(push: Push): Push {
	const inflate = new Inflate(push);
	return (bytes, final) => inflate.push(bytes, final);
}

function decoder(entry: ZipEntry, onText: (text: string) => void): Push {
	let text: TextDecoder | null = null;
	let unpacked = 0;
	return (bytes, final) => {
		unpacked += bytes.length;
		if (unpacked > entry.unpackedBytes) throw new CaseloadFault('caseload.unpacks-too-large');
		if (final && unpacked !== entry.unpackedBytes) throw new CaseloadFault('caseload.damaged');
		text ??= new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true });
		onText(text.decode(bytes, { stream: !final }));
	};
}
