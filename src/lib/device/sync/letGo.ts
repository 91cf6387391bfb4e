import type { Instant } from '#lib/domain/shared/dates.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { Incident } from './SyncParts.ts';
import type { StoreState } from '../store/sealedShapes.ts';

/** What bounds `kept` where no verified backup comes: it must not fill a tablet (SPEC.md W7). */
export const keptBounds = { days: 14, bytes: 20 * 1024 * 1024 } as const;

const day = 24 * 60 * 60_000;

export type KeptCopy = {
	readonly n: number;
	readonly bytes: number;
	/** When the server acknowledged it; null where a build before this one did not note it. */
	readonly ackedAt: Instant | null;
};
export type Bounds = {
	readonly durableN: number;
	readonly days: number;
	readonly bytes: number;
	readonly now: Instant;
};
export type LetGo = {
	/** Up to this number nothing acknowledged is kept any more. */
	readonly upTo: number;
	/** How many of them no backup is known to hold. */
	readonly early: number;
};

/**
 * Which kept changes go, always the oldest: what a verified backup holds, what was acknowledged longer ago than the
 * council keeps it, and whatever is above the room for it. The outbox is never counted here and never let go (S7).
 */
export function whatToLetGo(kept: readonly KeptCopy[], { durableN, days, bytes, now }: Bounds): LetGo {
	let held = kept.reduce((sum, copy) => sum + copy.bytes, 0);
	let letGo: LetGo = { upTo: durableN, early: 0 };
	for (const copy of [...kept].sort((a, b) => a.n - b.n)) {
		const isOld = copy.ackedAt !== null && Date.parse(now) - Date.parse(copy.ackedAt) >= days * day;
		const isDurable = copy.n <= durableN;
		if (!isDurable && !isOld && held <= bytes) break;
		held -= copy.bytes;
		letGo = { upTo: Math.max(durableN, copy.n), early: letGo.early + (isDurable ? 0 : 1) };
	}
	return letGo;
}

/** For how long the council lets a tablet keep what was acknowledged; never longer than our own bound. */
export function daysKept({ rules }: StoreState): number {
	return Math.min(rules?.keptDays ?? keptBounds.days, keptBounds.days);
}

export const nothingToLetGo: LetGo & { drop: number[] } = { upTo: 0, early: 0, drop: [] };

/** What of `kept` goes now, of a store that just told its position. */
export async function findToLetGo(
	open: OpenStore,
	state: StoreState,
	durableN: number
): Promise<LetGo & { drop: number[] }> {
	const rows = await open.store.kept();
	const kept = await Promise.all(
		rows.map(async (row): Promise<KeptCopy> => {
			const { receipt } = await open.openKept(row);
			return { n: row.n, bytes: row.sealed.length, ackedAt: receipt?.at ?? null };
		})
	);
	const bounds = { ...keptBounds, days: daysKept(state), durableN, now: open.now() };
	const letGo = whatToLetGo(kept, bounds);
	return { ...letGo, drop: rows.map(({ n }) => n).filter((n) => n <= letGo.upTo) };
}

export function afterLettingGo(state: StoreState, { early, upTo }: LetGo): StoreState {
	return early === 0 ? state : { ...state, letGoN: Math.max(state.letGoN ?? 0, upTo) };
}

/** How far verified backups reach, which never goes back by itself. */
export function backedUpTo(
	{ durableN, durableAt }: StoreState,
	told: number,
	now: Instant
): Pick<StoreState, 'durableN' | 'durableAt'> {
	if (told > durableN) return { durableN: told, durableAt: now };
	return durableAt === undefined ? { durableN } : { durableN, durableAt };
}

/** A bound that bites is told: from then on the server alone has those changes. What the council ordered is no incident. */
export function reportLetGo(
	open: OpenStore,
	state: StoreState,
	{ early }: LetGo,
	report: (incident: Incident) => void
): void {
	if (early > 0 && daysKept(state) > 0) report({ code: 'kept-bound', at: open.now(), facts: { changes: early } });
}
