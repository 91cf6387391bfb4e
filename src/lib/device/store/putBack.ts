import { stillAttached } from '../evidence/attachedBy.ts';
import { bringAlong } from './adoptStore.ts';
import type { OutboxRow, Plan, Position } from './DeviceStore.ts';
import type { JournalEntry } from './journalFormat.ts';
import type { OpenStore } from './OpenStore.ts';
import { isBackedUp, type HeldChange, type StoreState } from './sealedShapes.ts';

/**
 * Puts back what the journal has and the store lacks and no backup of the server holds, and carries the counter on from
 * the journal's last number (SPEC.md S8). What the server acknowledged goes again and is known there by its hash: with
 * the store the tablet lost what it kept too, and a server restored from last night's backup would never get it (W7).
 * Returns how many changes were put back.
 */
export async function putBack(open: OpenStore, entries: readonly JournalEntry[]): Promise<number> {
	const lacking = await notBackedUp(open, entries);
	const back = await underTheirNumbers(open, lacking, entries);
	return back + (await underOthersNumbers(open, lacking));
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

async function notBackedUp(open: OpenStore, entries: readonly JournalEntry[]): Promise<readonly JournalEntry[]> {
	await open.position();
	const known = (await open.stateIfAny()) ?? open.lastState;
	return entries.filter((entry) => !isBackedUp(known, entry));
}

async function underTheirNumbers(
	open: OpenStore,
	entries: readonly JournalEntry[],
	all: readonly JournalEntry[]
): Promise<number> {
	for (;;) {
		const position = await open.position();
		const state = await open.stateIfAny();
		const acked = (state ?? open.lastState)?.ackedN ?? 0;
		const ours = entries.filter(({ life = position.life }) => state === null || life === position.life);
		const lacking = await findLacking(open, ours);
		const counter = Math.max(position.counter, acked, ...ours.map(({ n }) => n));
		open.highestN = counter;
		const isBegun = position.life !== '';
		if (lacking.length === 0 && counter === position.counter && state !== null && isBegun) return 0;
		const life = open.newId();
		const begin = isBegun ? {} : { life, ...(await begun(open, state, life, all)) };
		if (!(await open.write({ expect: position, counter, put: { outbox: lacking }, turns: true, ...begin }))) continue;
		if (!isBegun) await beginJournal(open, life, ours);
		return lacking.length;
	}
}

/** A store that begins has a journal of its own, so that none of another store's numbers is ever taken for one of its. */
async function beginJournal(open: OpenStore, life: string, entries: readonly JournalEntry[]): Promise<void> {
	open.life = life;
	const once = new Map(entries.map(({ n, sealed }) => [n, { n, sealed }]));
	await open.journal.restart(open.clientId, [...once.values()], life);
}

/**
 * What a tab noted that never heard that its store was deleted and begun anew: its numbers may stand for other changes
 * here, sent and backed up long since. It is known by its id, and goes behind what is there.
 */
async function underOthersNumbers(open: OpenStore, entries: readonly JournalEntry[]): Promise<number> {
	const others = entries.filter(({ life = open.life }) => life !== open.life);
	if (others.length === 0) return 0;
	const rows = await bringAlong(open, await openHeld(open, others));
	for (const { n, sealed } of rows) await open.journal.append(n, sealed);
	return rows.length;
}

async function findLacking(open: OpenStore, entries: readonly JournalEntry[]): Promise<OutboxRow[]> {
	const held = new Set([...(await open.store.outbox()), ...(await open.store.kept())].map(({ n }) => n));
	const lacking = new Map<number, OutboxRow>();
	for (const { n, sealed } of entries) {
		if (held.has(n)) continue;
		const row = { n, rid: '', sealed };
		const { change } = await open.openOutbox(row);
		lacking.set(n, { ...row, rid: await open.rid(change.record) });
	}
	return [...lacking.values()];
}

/**
 * A wiped store begins with what was last known; without an epoch, so that base is fetched whole. One from a build before
 * stores had lives goes on as it is.
 */
async function begun(
	open: OpenStore,
	state: StoreState | null,
	life: string,
	entries: readonly JournalEntry[]
): Promise<Pick<Plan, 'meta'>> {
	if (state !== null) return { meta: await open.sealState({ ...state, life }) };
	if (open.lastState === null) return {};
	const lacking = stillAttached((await openHeld(open, entries)).map(({ change }) => change));
	return { meta: await open.sealState({ ...open.lastState, epoch: null, life, lacking }) };
}

async function openHeld(open: OpenStore, entries: readonly JournalEntry[]): Promise<HeldChange[]> {
	const held: HeldChange[] = [];
	for (const entry of entries) held.push(await open.openOutbox(entry));
	return held;
}
