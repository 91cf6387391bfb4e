import type { Change } from '#lib/domain/changes/Change.ts';
import type { Bell } from './Bell.ts';
import type { OutboxRow, Plan, Position } from './DeviceStore.ts';
import type { Journal } from './Journal.ts';
import type { LeftEntries } from './journalFormat.ts';
import { renumber } from './renumber.ts';
import { backedUpN, type HeldChange, type StoreState } from './sealedShapes.ts';

/** What of an open store is asked here. */
export type RenamedStore = {
	readonly clientId: string;
	readonly journal: Journal;
	readonly bell: Pick<Bell, 'ring'>;
	readonly lastState: StoreState | null;
	readonly lastChanges: readonly HeldChange[];
	highestN: number;
	takeName(clientId: string): void;
	position(): Promise<Position>;
	state(): Promise<StoreState>;
	changes(): Promise<readonly HeldChange[]>;
	openOutbox(row: Pick<OutboxRow, 'n' | 'sealed'>, clientId?: string): Promise<HeldChange>;
	sealOutbox(held: HeldChange): Promise<OutboxRow>;
	write(plan: Plan): Promise<boolean>;
};

/**
 * Another tab took a new name for this tablet (FORK): its numbers and its seals are ours from then on. Usually it
 * renumbered our work too. But where the browser had deleted the store, that tab knew nothing of what only our journal
 * and our memory hold, and that is brought along before anything old is let go (SPEC.md S7, S8).
 */
export async function adoptName(open: RenamedStore, name: string): Promise<void> {
	const { clientId: before, lastState } = open;
	const ours = await heldHere(open);
	open.takeName(name);
	try {
		const rows = await bringAlong(open, ours, lastState?.serverEpoch);
		await open.journal.restart(
			name,
			rows.map(({ n, sealed }) => ({ n, sealed }))
		);
	} catch (error) {
		open.takeName(before);
		throw error;
	}
}

/** The same for tabs that ended before they heard of the new name. Returns how many changes were brought along. */
export async function bringFromOtherNames(open: RenamedStore): Promise<number> {
	let count = 0;
	for (const { clientId, entries } of await open.journal.underOtherNames()) {
		const rows = await bringAlong(open, await openAll(open, { clientId, entries }));
		await Promise.all(rows.map(({ n, sealed }) => open.journal.append(n, sealed)));
		count += rows.length;
	}
	return count;
}

/** What the journal holds and, where there is none, what is remembered; without what a backup of the server holds. */
async function heldHere(open: RenamedStore): Promise<Change[]> {
	const { clientId, lastChanges, lastState } = open;
	const journaled = await openAll(open, { clientId, entries: await open.journal.entries() });
	const known = new Map(
		[...lastChanges.map(({ change }) => change), ...journaled].map((change) => [change.id, change])
	);
	const safe = backedUpN(lastState);
	return [...known.values()].filter(({ n }) => n > safe).sort((a, b) => a.n - b.n);
}

async function openAll(open: RenamedStore, { clientId, entries }: LeftEntries): Promise<Change[]> {
	const opened = await Promise.all(entries.map((entry) => open.openOutbox(entry, clientId)));
	return opened.map(({ change }) => change);
}

/** After the numbers of the new name, and only what is not there under any number: its id tells. */
async function bringAlong(
	open: RenamedStore,
	ours: readonly Change[],
	seenIn?: string | null
): Promise<readonly OutboxRow[]> {
	for (;;) {
		const { counter, rev } = await open.position();
		const held = new Set((await open.changes()).map(({ change }) => change.id));
		const lacking = ours.filter(({ id }) => !held.has(id));
		if (lacking.length === 0) {
			open.highestN = counter;
			return [];
		}
		const { serverEpoch } = await open.state();
		const isOtherPast = seenIn !== undefined && seenIn !== null && seenIn !== serverEpoch;
		// Versions count from another past since the server was restored: nothing was seen (W7).
		const based = isOtherPast ? lacking.map((change) => ({ ...change, base: 0 })) : lacking;
		const add = await Promise.all((await renumber(based, counter)).map((one) => open.sealOutbox(one)));
		const last = counter + add.length;
		if (!(await open.write({ expect: { counter, rev }, counter: last, add, turns: true }))) continue;
		open.highestN = last;
		open.bell.ring();
		return add;
	}
}
