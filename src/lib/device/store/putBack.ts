import type { OutboxRow, Plan, Position } from './DeviceStore.ts';
import type { JournalEntry } from './journalFormat.ts';
import type { OpenStore } from './OpenStore.ts';
import { backedUpN } from './sealedShapes.ts';

/**
 * Puts back what the journal has and the store lacks and no backup of the server holds, and carries the counter on from
 * the journal's last number (SPEC.md S8). What the server acknowledged goes again and is known there by its hash: with
 * the store the tablet lost what it kept too, and a server restored from last night's backup would never get it (W7).
 * Returns how many changes were put back.
 */
export async function putBack(open: OpenStore, entries: readonly JournalEntry[]): Promise<number> {
	for (;;) {
		const position = await open.position();
		const state = await open.stateIfAny();
		const known = state ?? open.lastState;
		const acked = known?.ackedN ?? 0;
		const lacking = await findLacking(open, entries, backedUpN(known));
		const counter = Math.max(position.counter, acked, ...entries.map(({ n }) => n));
		open.highestN = counter;
		if (lacking.length === 0 && counter === position.counter && state !== null) return 0;
		const plan = { expect: position, counter, put: { outbox: lacking }, turns: true };
		if (await open.write({ ...plan, ...(state === null ? await afresh(open) : {}) })) return lacking.length;
	}
}

/**
 * The browser may delete a store it finds broken, under our feet: then the journal gives it back first (S8), before a
 * save and before anything is sent, for a page that nobody types in must not stop sending.
 */
export async function positionHealed(open: OpenStore): Promise<Position> {
	const position = await open.position();
	const isWhole = position.counter >= open.highestN && (await open.stateIfAny()) !== null;
	if (isWhole || open.lastState === null) return position;
	await putBack(open, await open.journal.entries());
	return open.position();
}

async function findLacking(open: OpenStore, entries: readonly JournalEntry[], safe: number): Promise<OutboxRow[]> {
	const held = new Set([...(await open.store.outbox()), ...(await open.store.kept())].map(({ n }) => n));
	const lacking = new Map<number, OutboxRow>();
	for (const { n, sealed } of entries) {
		if (n <= safe || held.has(n)) continue;
		const row = { n, rid: '', sealed };
		const { change } = await open.openOutbox(row);
		lacking.set(n, { ...row, rid: await open.rid(change.record) });
	}
	return [...lacking.values()];
}

/** A wiped store begins with what was last known; without an epoch, so that base is fetched whole. */
async function afresh(open: OpenStore): Promise<Pick<Plan, 'meta'>> {
	if (open.lastState === null) return {};
	return { meta: await open.sealState({ ...open.lastState, epoch: null }) };
}
