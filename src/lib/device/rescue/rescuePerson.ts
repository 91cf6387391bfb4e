import { rescueFileEnding, type RescueAnswer, type RescueReason, type RescueRequest } from '#lib/protocol/rescue.ts';
import type { PersonRow } from '../store/People.ts';
import type { TabletParts } from '../session/TabletParts.ts';
import { gatherRows, type SealedWork } from './gatherRows.ts';
import { writeRescue } from './writeRescue.ts';

export type Rescued = {
	readonly end: 'receipt';
	readonly work: SealedWork;
	/** Changes that waited and are at the office now, and those of them that a person there has to decide. */
	readonly sent: number;
	readonly parked: number;
	/** Rows that did not open; the office keeps them sealed. */
	readonly unread: number;
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
	if (requests.length > 0 && !row.wraps.some(({ kind }) => kind === 'recovery')) return { end: 'no-wrap' };
	let told = { sent: 0, parked: 0, unread: 0 };
	for (const request of requests) {
		const reply = await parts.rescues.rescue(request);
		if (reply.kind === 'no-signal' || reply.kind === 'conflict') return { end: 'no-signal' };
		if (reply.kind === 'refused') return { end: 'refused', code: reply.code, retryAfter: reply.retryAfter };
		if (!isForAll(request, reply.body)) return { end: 'refused', code: 'RECEIPT', retryAfter: null };
		told = count(told, reply.body);
	}
	return { end: 'receipt', work, ...told };
}

/** A receipt that leaves a row out is none. */
function isForAll({ outbox, kept }: RescueRequest, { results }: RescueAnswer): boolean {
	const told = new Set(results.map(({ of, n }) => `${of}:${n}`));
	return outbox.every(({ n }) => told.has(`outbox:${n}`)) && kept.every(({ n }) => told.has(`kept:${n}`));
}

function count(before: Omit<Rescued, 'end' | 'work'>, { results }: RescueAnswer): Omit<Rescued, 'end' | 'work'> {
	const waited = results.filter(({ of }) => of === 'outbox');
	const parked = waited.filter(({ st, was }) => (was ?? st) === 'parked').length;
	const unread = results.filter(({ st }) => st === 'unread').length;
	return { sent: before.sent + waited.length, parked: before.parked + parked, unread: before.unread + unread };
}

export type RescueFile = { readonly name: string; readonly text: string; readonly changes: number };

/**
 * The same requests as a file, for when there is no network or no room (S6): sealed and signed, so that it may be
 * carried by hand. Null where there is nothing to carry or no way to open it at the office.
 */
export async function makeRescueFile(parts: TabletParts, row: PersonRow): Promise<RescueFile | null> {
	const work = await gatherRows(parts, row);
	const requests = await writeRescue(parts, row, work, 'file');
	if (requests.length === 0 || !row.wraps.some(({ kind }) => kind === 'recovery')) return null;
	const day = parts.now().toISOString().slice(0, 10);
	return {
		name: `dipper-${day}-${work.clientId.slice(0, 8)}${rescueFileEnding}`,
		text: JSON.stringify({ format: 'dipper-rescue', version: 1, requests }),
		changes: work.outbox.length
	};
}
