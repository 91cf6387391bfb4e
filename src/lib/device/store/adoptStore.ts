import type { Bell } from './Bell.ts';
import type { OutboxRow, Plan, Position } from './DeviceStore.ts';
import type { Journal } from './Journal.ts';
import type { LeftEntries } from './journalFormat.ts';
import { stillAttached } from '../evidence/attachedBy.ts';
import { renumber } from './renumber.ts';
import { isBackedUp, type HeldChange, type StoreState } from './sealedShapes.ts';

/** Under which name of the tablet a store is sealed, and which of the stores of that name it is. */
export type StoreName = { readonly clientId: string; readonly life: string };

/** What of an open store is asked here. */
export type RenamedStore = {
	readonly clientId: string;
	readonly life: string;
	readonly journal: Journal;
	readonly bell: Pick<Bell, 'ring'>;
	readonly lastState: StoreState | null;
	readonly lastChanges: readonly HeldChange[];
	highestN: number;
	takeOver(name: StoreName): void;
	look(): Promise<Position>;
	state(): Promise<StoreState>;
	changes(): Promise<readonly HeldChange[]>;
	openOutbox(row: Pick<OutboxRow, 'n' | 'sealed'>, clientId?: string): Promise<HeldChange>;
	sealOutbox(held: HeldChange): Promise<OutboxRow>;
	sealState(state: StoreState): Promise<NonNullable<Plan['meta']>>;
	write(plan: Plan): Promise<boolean>;
};

/**
 * Another tab took a new name for this tablet (FORK), or filled a store that the browser had deleted under us: its
 * numbers and its seals are ours from then on. Usually it renumbered our work too. But of a store that was deleted that
 * tab knew nothing of what only our journal and our memory hold, and under the same name it may have given our numbers
 * away. So what it lacks is brought along before anything old is let go (SPEC.md S7, S8).
 */
export async function adoptStore(open: RenamedStore, name: StoreName): Promise<void> {
	const { clientId, life } = open;
	const ours = await heldHere(open);
	open.takeOver(name);
	try {
		const rows = await bringAlong(open, ours);
		await open.journal.restart(
			name.clientId,
			rows.map(({ n, sealed }) => ({ n, sealed })),
			name.life
		);
	} catch (error) {
		open.takeOver({ clientId, life });
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
async function heldHere(open: RenamedStore): Promise<HeldChange[]> {
	const { clientId, lastChanges, lastState } = open;
	const noted = (await open.journal.entries()).filter((entry) => !isBackedUp(lastState, entry));
	const remembered = lastChanges.filter(({ change: { n } }) => !isBackedUp(lastState, { n }));
	const journaled = await openAll(open, { clientId, entries: noted });
	const known = new Map([...remembered, ...journaled].map((one) => [one.change.id, one]));
	return [...known.values()].sort((a, b) => a.change.n - b.change.n);
}

function openAll(open: RenamedStore, { clientId, entries }: LeftEntries): Promise<HeldChange[]> {
	return Promise.all(entries.map((entry) => open.openOutbox(entry, clientId)));
}

/** After the numbers of the new name, and only what is not there under any number: its id tells. */
export async function bringAlong(open: RenamedStore, ours: readonly HeldChange[]): Promise<readonly OutboxRow[]> {
	for (;;) {
		const { counter, rev, life } = await open.look();
		const held = new Set((await open.changes()).map(({ change }) => change.id));
		const lacking = ours.filter(({ change }) => !held.has(change.id));
		if (lacking.length === 0) {
			open.highestN = counter;
			return [];
		}
		const state = await open.state();
		const { serverEpoch } = state;
		const add = await Promise.all((await renumber(lacking, serverEpoch, counter)).map((one) => open.sealOutbox(one)));
		const last = counter + add.length;
		// Their files went with the store, if it was deleted; those that are here are not asked about.
		const files = [...(state.lacking ?? []), ...stillAttached(lacking.map(({ change }) => change))];
		const meta = await open.sealState({ ...state, lacking: files });
		if (!(await open.write({ expect: { counter, rev, life }, counter: last, add, meta, turns: true }))) continue;
		open.highestN = last;
		open.bell.ring();
		return add;
	}
}
