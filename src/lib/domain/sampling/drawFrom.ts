import { byCaseRef } from './eligibleCases.ts';
import type { Seed } from './seed.ts';
import { sha256 } from './sha256.ts';

/**
 * DRAW.md says in words and in a program what this file does. A change of the result is a new name: the second also
 * passes over a worker who has a case in the sample, and is the name only of draws that ask for it.
 */
export type DrawAlgorithm = 'dipper-draw-1' | 'dipper-draw-2';

/** A case that may be drawn, with all that the draw looks at. */
export type PoolCase = {
	readonly caseRef: string;
	readonly stratum: string;
	/** Absent where the household is not known, or where any number of its children may be drawn. */
	readonly household?: string;
	/** Absent where the worker is not known, or may be looked at twice. A number, and nobody's name. */
	readonly worker?: string;
	/** Chances in the hat; one unless risk-weighted. */
	readonly tickets?: number;
	/** What a systematic sample's list is ordered by, before case number. */
	readonly orderKey?: string;
};

export type DrawnCase = { readonly caseRef: string; readonly stratum: string };
/** A case whose turn came after a sibling's, or after another case of its worker. */
export type PassedOver =
	{ readonly caseRef: string; readonly sibling: string } | { readonly caseRef: string; readonly sameWorkerAs: string };

export type Quotas = readonly { readonly stratum: string; readonly size: number }[];

export type Draw = { readonly drawn: readonly DrawnCase[]; readonly passedOver: readonly PassedOver[] };

/**
 * The order in which cases come out of the hat. Each case's place is the SHA-256 of seed and case number, so it hangs
 * on nothing else: not on the order of the frame, nor on which other cases are in it (permanent random numbers,
 * Ohlsson 1995). A case with several tickets comes out at its first, which is sampling with chances in proportion.
 */
export function orderOfDraw(pool: readonly PoolCase[], seed: Seed): PoolCase[] {
	const placed = pool.map((one) => ({ one, place: firstTicket(one, seed) }));
	placed.sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : byCaseRef(a.one, b.one)));
	return placed.map(({ one }) => one);
}

/**
 * Every so-many-th case of a list in a set order, from a start the seed gives; then the rest as out of the hat, for
 * when one has to be passed over or replaced.
 */
export function systematicOrder(pool: readonly PoolCase[], size: number, seed: Seed): PoolCase[] {
	const list = [...pool].sort(
		(one, other) => compareText(one.orderKey ?? '', other.orderKey ?? '') || byCaseRef(one, other)
	);
	const start = Number.parseInt(sha256(`${seed}|start`).slice(0, 8), 16);
	const steps = Array.from({ length: Math.min(size, list.length) }, (_, index) => {
		return list[(start + Math.floor((index * list.length) / size)) % list.length];
	}).filter((one) => one !== undefined);
	const taken = new Set(steps);
	return [...steps, ...orderOfDraw(pool, seed).filter((one) => !taken.has(one))];
}

/** Goes down the order and takes each case whose stratum still has room and whose household and worker are not yet drawn. */
export function takeInOrder(order: readonly PoolCase[], quotas: Quotas): Draw {
	const room = new Map(quotas.map(({ stratum, size }) => [stratum, size]));
	const households = new Map<string, string>();
	const workers = new Map<string, string>();
	const drawn: DrawnCase[] = [];
	const passedOver: PassedOver[] = [];
	for (const { caseRef, stratum, household, worker } of order) {
		const left = room.get(stratum) ?? 0;
		if (left === 0) continue;
		const sibling = household === undefined ? undefined : households.get(household);
		const sameWorkerAs = worker === undefined ? undefined : workers.get(worker);
		if (sibling !== undefined) passedOver.push({ caseRef, sibling });
		else if (sameWorkerAs !== undefined) passedOver.push({ caseRef, sameWorkerAs });
		else {
			room.set(stratum, left - 1);
			drawn.push({ caseRef, stratum });
			if (household !== undefined) households.set(household, caseRef);
			if (worker !== undefined) workers.set(worker, caseRef);
		}
	}
	return { drawn, passedOver };
}

function firstTicket({ caseRef, tickets = 1 }: PoolCase, seed: Seed): string {
	let first = sha256(`${seed}|${caseRef}`);
	for (let ticket = 2; ticket <= tickets; ticket += 1) {
		const place = sha256(`${seed}|${caseRef}|${ticket}`);
		if (place < first) first = place;
	}
	return first;
}

function compareText(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
