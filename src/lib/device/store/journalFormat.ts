import type { Bytes } from '../vault/bytes.ts';

/** One change in the journal, sealed as in the outbox. `life`: of the store it was numbered in, where that was noted. */
export type JournalEntry = { readonly n: number; readonly sealed: Bytes; readonly life?: string };

/** Entries under one name of this tablet: they are sealed for it and open under no other. */
export type LeftEntries = { readonly clientId: string; readonly entries: readonly JournalEntry[] };

const headLength = 8;
const hashLength = 32;

/** `[u32 length][u32 n][sealed bytes][SHA-256 of what precedes]`, big-endian (SPEC.md S8). */
export async function encodeEntry({ n, sealed }: JournalEntry): Promise<Bytes> {
	const bytes = new Uint8Array(headLength + sealed.length + hashLength);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, sealed.length);
	view.setUint32(4, n);
	bytes.set(sealed, headLength);
	bytes.set(await sha256(bytes.subarray(0, headLength + sealed.length)), headLength + sealed.length);
	return bytes;
}

/** The entries of a file up to the first that is torn or does not match its hash, and where that begins. */
export async function decodeEntries(
	bytes: Bytes
): Promise<{ readonly entries: readonly JournalEntry[]; readonly whole: number }> {
	const entries: JournalEntry[] = [];
	let at = 0;
	for (;;) {
		const entry = await decodeAt(bytes, at);
		if (entry === null) return { entries, whole: at };
		entries.push(entry);
		at += headLength + entry.sealed.length + hashLength;
	}
}

async function decodeAt(bytes: Bytes, at: number): Promise<JournalEntry | null> {
	if (at + headLength > bytes.length) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset + at);
	const length = view.getUint32(0);
	const hashAt = at + headLength + length;
	if (hashAt + hashLength > bytes.length) return null;
	const hash = await sha256(bytes.subarray(at, hashAt));
	if (!hash.every((byte, index) => byte === bytes[hashAt + index])) return null;
	return { n: view.getUint32(4), sealed: bytes.slice(at + headLength, hashAt) };
}

async function sha256(bytes: Bytes): Promise<Bytes> {
	return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
