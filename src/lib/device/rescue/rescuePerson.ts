import { rescueFileEnding, type RescueAnswer, type RescueReason, type RescueRequest } from '#lib/protocol/rescue.ts';
import type { PersonRow } from '../store/People.ts';
import type { TabletParts } from '../session/TabletParts.ts';
import { gatherRows, type SealedWork } from './gatherRows.ts';
import { sealed, missingParts, readParts, sendSealedFiles, type FilesRescued } from './sendSealedFiles.ts';
import { writeFiles, writeRescue } from './writeRescue.ts';

export type Rescued = {
	readonly end: 'receipt';
	readonly work: SealedWork;
	/** Changes that waited and are at the office now, and those of them that a person there has to decide. */
	readonly sent: number;
	readonly parked: number;
	/** Rows that did not open; the office keeps them sealed. */
	readonly unread: number;
	/** Photos and papers. */
	readonly files: Omit<FilesRescued, 'end'>;
};
export type RescueEnd =
	| Rescued
	| { readonly end: 'no-signal' }
	/** Nothing was ever wrapped for recovery: this person was never set up with a server that has a key. */
	| { readonly end: 'no-wrap' }
	| { readonly end: 'refused'; readonly code: string; readonly retryAfter: number | null };

/** Sends one person's sealed work, without unlocking it. Only a receipt for every row is an end (SPEC.md V4). */
export async function rescuePerson(parts: TabletParts, row: PersonRow, why: RescueReason): Promise<RescueEnd> {
	const work = await gatherRows(parts, row);
	const requests = await writeRescue(parts, row, work, why);
	if (!isNothing(work) && !row.wraps.some(({ kind }) => kind === 'recovery')) return { end: 'no-wrap' };
	let told = { sent: 0, parked: 0, unread: 0 };
	for (const request of requests) {
		const reply = await parts.rescues.rescue(request);
		if (reply.kind === 'no-signal' || reply.kind === 'conflict') return { end: 'no-signal' };
		if (reply.kind === 'refused') return { end: 'refused', code: reply.code, retryAfter: reply.retryAfter };
		if (!isForAll(request, reply.body)) return { end: 'refused', code: 'RECEIPT', retryAfter: null };
		told = count(told, reply.body);
	}
	const sent = await sendFiles(parts, { ...row, clientId: work.clientId }, work, why);
	return sent.end === 'files' ? { end: 'receipt', work, ...told, files: sent } : sent;
}

function isNothing({ outbox, kept, files }: SealedWork): boolean {
	return outbox.length + kept.length + files.length === 0;
}

/** After the rows: what attaches a file comes before its bytes (P14). */
async function sendFiles(parts: TabletParts, row: PersonRow, { files }: SealedWork, why: RescueReason) {
	const store = parts.openStore(row.database);
	try {
		return await sendSealedFiles({ parts, row, store, why }, files);
	} finally {
		store.close();
	}
}

/** A receipt that leaves a row out is none. */
function isForAll({ outbox, kept }: RescueRequest, { results }: RescueAnswer): boolean {
	const told = new Set(results.map(({ of, n }) => `${of}:${n}`));
	return outbox.every(({ n }) => told.has(`outbox:${n}`)) && kept.every(({ n }) => told.has(`kept:${n}`));
}

type Counts = Pick<Rescued, 'sent' | 'parked' | 'unread'>;

function count(before: Counts, { results }: RescueAnswer): Counts {
	const waited = results.filter(({ of }) => of === 'outbox');
	const parked = waited.filter(({ st, was }) => (was ?? st) === 'parked').length;
	const unread = results.filter(({ st }) => st === 'unread').length;
	return { sent: before.sent + waited.length, parked: before.parked + parked, unread: before.unread + unread };
}

/** `left`: photos and papers that would have made the file too long to be taken; they stay on the tablet. */
export type RescueFile = {
	readonly name: string;
	readonly text: string;
	readonly changes: number;
	readonly files: number;
	readonly left: number;
};

/** The office's page takes 16 MiB. */
const longestFile = 14 * 1024 * 1024;

/**
 * The same requests as a file, for when there is no network or no room (S6): sealed and signed, so that it may be
 * carried by hand. Null where there is nothing to carry or no way to open it at the office.
 */
export async function makeRescueFile(parts: TabletParts, row: PersonRow): Promise<RescueFile | null> {
	const work = await gatherRows(parts, row);
	if (isNothing(work) || !row.wraps.some(({ kind }) => kind === 'recovery')) return null;
	const rows = await writeRescue(parts, row, work, 'file');
	const files = await writeWholeFiles(parts, { ...row, clientId: work.clientId }, work, lengthOf(rows));
	const requests = [...rows, ...files.requests];
	const day = parts.now().toISOString().slice(0, 10);
	return {
		name: `dipper-${day}-${work.clientId.slice(0, 8)}${rescueFileEnding}`,
		text: JSON.stringify({ format: 'dipper-rescue', version: 1, requests }),
		changes: work.outbox.length,
		files: work.files.length - files.left,
		left: files.left
	};
}

/** Whole files as long as there is room: nobody can be asked which parts are there already. */
async function writeWholeFiles(parts: TabletParts, row: PersonRow, { files }: SealedWork, from: number) {
	const store = parts.openStore(row.database);
	const requests: RescueRequest[] = [];
	let [length, left] = [from, 0];
	try {
		for (const file of files) {
			const missing = await missingParts(store, file, []);
			if (missing === null) continue;
			const written: RescueRequest[] = [];
			for (const indexes of missing)
				written.push(await writeFiles(parts, row, [sealed(file, await readParts(store, file, indexes))], 'file'));
			if (length + lengthOf(written) > longestFile) left += 1;
			else {
				requests.push(...written);
				length += lengthOf(written);
			}
		}
	} finally {
		store.close();
	}
	return { requests, left };
}

function lengthOf(requests: readonly RescueRequest[]): number {
	return requests.reduce((sum, request) => sum + JSON.stringify(request).length, 0);
}
