import type { Change } from '#lib/domain/changes/Change.ts';
import { fieldEntries, fieldsFrom } from '#lib/domain/changes/records.ts';
import type { Field, RecordKind, RecordRef, RecordState } from '#lib/domain/changes/RecordState.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import type { TabletRules } from '#lib/domain/tablets/TabletRules.ts';
import type { AttachedFile } from '../evidence/attachedBy.ts';
import type { Lease } from '../vault/lease.ts';

/** What is inside the sealed bytes of each row. They were sealed here and are bound to their place, so they are trusted. */
export type SealedRecord = Omit<RecordState, 'fields'> & { readonly fields: readonly (readonly [string, Field])[] };

export function recordToSeal(record: RecordState): SealedRecord {
	return { ...record, fields: fieldEntries(record.fields) };
}

export function recordFromSeal(sealed: SealedRecord): RecordState {
	return { ...sealed, fields: fieldsFrom(sealed.fields) } as RecordState;
}

/** What the server said of a change: its first outcome, whatever it answered later. */
export type Receipt = {
	readonly st: 'applied' | 'conflict' | 'parked';
	/** The record's version after the change. */
	readonly ver: number | null;
	readonly code: string | null;
	/** When it came, by this tablet's clock; missing from what a build before this one kept. */
	readonly at?: Instant;
};

/** A change on the tablet: waiting, or acknowledged and not yet in a verified backup. */
export type HeldChange = {
	readonly change: Change;
	readonly receipt: Receipt | null;
	/** The epoch whose versions `change.base` counts; missing from what a build before this one saved. */
	readonly seenIn?: string;
};

/** The change as it waits now; what it was written against stays known. */
export function waitingAs(change: Change, { seenIn }: HeldChange): HeldChange {
	return { change, receipt: null, ...(seenIn === undefined ? {} : { seenIn }) };
}

/** What a list shows of a record, as its person sees it: sealed apart, so that lists open without the whole (S1). */
export type Summary<Kind extends RecordKind = RecordKind> = Kind extends RecordKind
	? {
			readonly record: { readonly kind: Kind; readonly id: string };
			readonly ver: number;
			readonly head: RecordState<Kind>['head'];
			readonly judged: number;
			readonly asked: number;
			readonly alerts: number;
			readonly conflicts: number;
		}
	: never;

export type Draft = { readonly box: string; readonly text: string; readonly base: number; readonly at: Instant };

/** What the tablet knows of itself and the server, sealed. */
export type StoreState = {
	readonly me: Person;
	readonly council: string;
	/** Which store of this name its numbers are of; missing from one that a build before this one began (S8). */
	readonly life?: string;
	/** Attached by what a deleted store's journal told of: whether the office has them is not known yet. */
	readonly lacking?: readonly AttachedFile[];
	/** The epoch that base was pulled in; null where there is no base yet. */
	readonly epoch: string | null;
	/** The epoch of the server that was last greeted: pushes carry it. */
	readonly serverEpoch: string | null;
	/** The highest `n` that the server has acknowledged. */
	readonly ackedN: number;
	/** The highest `n` in a verified backup of the server (W7). */
	readonly durableN: number;
	/** Up to this `n` the bounds of kept let go what no backup was known to hold (W7). */
	readonly letGoN?: number;
	/** When this tablet learned of the last of them. */
	readonly durableAt?: Instant;
	/** The last change that was acknowledged, for the code that is compared when a tablet is handed back. */
	readonly lastAcked?: { readonly n: number; readonly h: string };
	readonly permVer: number;
	readonly offlineUntil: Instant | null;
	/** Absent in a store from before there were leases, until the server answers (V6). */
	readonly lease?: Lease;
	/** What the council decides; absent until a server has said. */
	readonly rules?: TabletRules;
	/** When the server last said that it has kept something (I5). */
	readonly sentAt: Instant | null;
};

export function nameOf(record: RecordRef): string {
	return `${record.kind}:${record.id}`;
}

/** Whether a backup of the server holds what stands in the journal. In another store's life the number says nothing. */
export function isBackedUp(
	state: StoreState | null,
	{ n, life }: { readonly n: number; readonly life?: string }
): boolean {
	const known = state?.life ?? '';
	return n <= backedUpN(state) && (life ?? known) === known;
}

/** Up to here a backup of the server holds what was acknowledged, or the bounds of kept let it go (W7). */
export function backedUpN(state: StoreState | null): number {
	if (state === null) return 0;
	return Math.min(state.ackedN, Math.max(state.durableN, state.letGoN ?? 0));
}
