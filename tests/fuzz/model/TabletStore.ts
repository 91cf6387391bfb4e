import type { Base, HeldRow } from './shapes.ts';

/** What lies in a tablet's IndexedDB. */
export type TabletStore = {
	name: number;
	counter: number;
	/** Rises when anything changes otherwise than by a save. */
	rev: number;
	seq: number;
	outbox: HeldRow[];
	kept: HeldRow[];
	base: Map<number, Base>;
	/** What is being typed: the key, and on which record. */
	drafts: Map<string, number>;
	/** Of the base; 0 where there is none yet. */
	epoch: number;
	serverEpoch: number;
	ackedN: number;
	durableN: number;
	leaseUntil: number;
};

export function newStore(name: number): TabletStore {
	return {
		name,
		counter: 0,
		rev: 0,
		seq: 0,
		outbox: [],
		kept: [],
		base: new Map(),
		drafts: new Map(),
		epoch: 0,
		serverEpoch: 0,
		ackedN: 0,
		durableN: 0,
		leaseUntil: 0
	};
}

export function copyStore(store: TabletStore): TabletStore {
	return {
		...store,
		outbox: [...store.outbox],
		kept: [...store.kept],
		base: new Map(store.base),
		drafts: new Map(store.drafts)
	};
}

/** Kept in order of `n`, each number once. */
export function putRow(rows: HeldRow[], row: HeldRow): void {
	const at = rows.findIndex(({ change }) => change.n >= row.change.n);
	if (at === -1) rows.push(row);
	else if (rows[at]?.change.n === row.change.n) rows[at] = row;
	else rows.splice(at, 0, row);
}
