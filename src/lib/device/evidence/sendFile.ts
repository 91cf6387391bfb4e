import { partCount } from '#lib/protocol/evidence.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { EvidenceReply, EvidenceServer } from './EvidenceServer.ts';
import type { Incident } from '../sync/SyncParts.ts';
import type { HeldFile } from './heldFiles.ts';
import { openPart } from './sealedFile.ts';

export type FileEnd =
	| { readonly end: 'sent' }
	/** Whoever may know of the file does not want it: detached, or the record is gone. */
	| { readonly end: 'unwanted' }
	/** For good, and why. */
	| { readonly end: 'refused'; readonly code: string }
	| { readonly end: 'later'; readonly retryAfter: number | null }
	| { readonly end: 'no-signal' }
	| { readonly end: 'signed-out' };

export type SendParts = {
	readonly open: OpenStore;
	readonly server: EvidenceServer;
	readonly report: (incident: Incident) => void;
	/** How many parts the server has, of how many. */
	readonly onProgress: (id: string, done: number, parts: number) => void;
};

/** A file whose parts do not add up on the server is sent anew at once this often, then after a pause, without end. */
const attempts = 3;

/** HEAD, the parts that are missing, complete (P14): wherever it was broken off, it goes on from there. */
export async function sendFile(parts: SendParts, file: HeldFile): Promise<FileEnd> {
	for (let attempt = 0; attempt < attempts; attempt += 1) {
		const end = await sendOnce(parts, file);
		if (end !== 'again') return end;
	}
	return { end: 'later', retryAfter: null };
}

async function sendOnce({ open, server, onProgress }: SendParts, file: HeldFile): Promise<FileEnd | 'again'> {
	const { id, sha256, bytes } = file;
	const count = partCount(bytes);
	const standing = await server.head(open.clientId, sha256);
	if (standing.kind === 'done') return { end: 'sent' };
	if (standing.kind !== 'parts') return endOf(standing);
	const there = new Set(standing.parts);
	onProgress(id, there.size, count);
	for (let part = 0; part < count; part += 1) {
		if (there.has(part)) continue;
		const body = await openPart(open, file.row, part);
		if (body === null) return { end: 'refused', code: 'LOST_HERE' };
		const put = await server.put(open.clientId, sha256, part, body);
		// Another body is there under that number: only the whole can tell which is right.
		if (put.kind !== 'done' && !(put.kind === 'refused' && put.code === 'PART_DIFFERS')) return endOf(put);
		there.add(part);
		onProgress(id, there.size, count);
	}
	const completed = await server.complete(open.clientId, sha256, bytes, count);
	return completed.kind === 'done' ? { end: 'sent' } : endOf(completed);
}

const again = new Set(['PARTS_MISSING', 'LENGTH_MISMATCH', 'HASH_MISMATCH']);
const forGood = new Set(['WRONG_TYPE', 'VIRUS', 'TOO_LARGE', 'PART_RANGE']);

function endOf(reply: EvidenceReply): FileEnd | 'again' {
	if (reply.kind === 'no-signal') return { end: 'no-signal' };
	if (reply.kind !== 'refused') return { end: 'later', retryAfter: null };
	const { status, code, retryAfter } = reply;
	if (again.has(code)) return 'again';
	if (forGood.has(code)) return { end: 'refused', code };
	if (status === 401) return { end: 'signed-out' };
	if (status === 404 && code === 'NOT_FOUND') return { end: 'unwanted' };
	return { end: 'later', retryAfter };
}
