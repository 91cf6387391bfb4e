import { ok, problem, type Result } from '../shared/Result.ts';
import type { StrataSizes } from './SamplingRule.ts';

/** A group of the cases that may be drawn, with how many there are and how many to draw. */
export type Stratum = { readonly stratum: string; readonly available: number };
export type StratumShare = Stratum & { readonly size: number };

export type ShareProblemCode =
	/** facts: wanted, available */
	| 'sampling.frame-too-small'
	/** facts: stratum, wanted, available */
	| 'sampling.stratum-too-small'
	/** facts: size, needed */
	| 'sampling.size-below-minimums'
	/** facts: size */
	| 'sampling.size-not-whole';

/** How many of each stratum to draw. The shares add up to the size asked for, and none exceeds its stratum. */
export function shareOut(sizes: StrataSizes, strata: readonly Stratum[]): Result<StratumShare[], ShareProblemCode> {
	const inOrder = [...strata].sort((one, other) => (one.stratum < other.stratum ? -1 : 1));
	const wanted = sizes.share === 'fixed' ? sum(sizes.sizes.map(({ size }) => size)) : sizes.size;
	const available = sum(strata.map((one) => one.available));
	if (!Number.isInteger(wanted) || wanted < 1) return problem('sampling.size-not-whole', { size: wanted });
	if (sizes.share === 'fixed') return shareAsFixed(sizes.sizes, inOrder);
	if (wanted > available) return problem('sampling.frame-too-small', { wanted, available });
	return sizes.share === 'equal'
		? ok(shareEqually(wanted, inOrder))
		: shareInProportion(wanted, sizes.minimum, inOrder);
}

function shareAsFixed(
	fixed: readonly { readonly stratum: string; readonly size: number }[],
	strata: readonly Stratum[]
): Result<StratumShare[], ShareProblemCode> {
	const wanted = new Map<string, number>();
	for (const { stratum, size } of fixed) wanted.set(stratum, (wanted.get(stratum) ?? 0) + size);
	for (const [stratum, size] of wanted) {
		const available = strata.find((one) => one.stratum === stratum)?.available ?? 0;
		if (size > available) return problem('sampling.stratum-too-small', { stratum, wanted: size, available });
	}
	return ok(strata.map((one) => ({ ...one, size: wanted.get(one.stratum) ?? 0 })));
}

/** One at a time to the stratum with the fewest so far that has any left; of equals the larger, then by name. */
function shareEqually(size: number, strata: readonly Stratum[]): StratumShare[] {
	const shares = strata.map((one) => ({ ...one, size: 0 }));
	for (let left = size; left > 0; left -= 1) {
		const next = shares
			.filter((share) => share.size < share.available)
			.sort((one, other) => one.size - other.size || other.available - one.available)[0];
		if (next !== undefined) next.size += 1;
	}
	return shares;
}

/**
 * Largest remainder (Hamilton). Strata that would fall below the minimum are given it first, and the rest is shared
 * out again among the others.
 */
function shareInProportion(
	size: number,
	minimum: number,
	strata: readonly Stratum[]
): Result<StratumShare[], ShareProblemCode> {
	const floors = new Map(strata.map(({ stratum, available }) => [stratum, Math.min(minimum, available)]));
	const needed = sum([...floors.values()]);
	if (needed > size) return problem('sampling.size-below-minimums', { size, needed });
	const raised = new Map<string, number>();
	for (;;) {
		const rest = strata.filter(({ stratum }) => !raised.has(stratum));
		const shares = largestRemainder(size - sum([...raised.values()]), rest);
		const below = shares.filter((share) => share.size < (floors.get(share.stratum) ?? 0));
		for (const { stratum } of below) raised.set(stratum, floors.get(stratum) ?? 0);
		if (below.length === 0) return ok(strata.map((one) => ({ ...one, size: sizeOf(one.stratum, raised, shares) })));
	}
}

/** Remainders are compared as whole numbers, so no rounding can tip a draw; of equals the larger stratum, then by name. */
function largestRemainder(size: number, strata: readonly Stratum[]): StratumShare[] {
	const total = sum(strata.map(({ available }) => available));
	const shares = strata.map((one) => ({ ...one, size: total === 0 ? 0 : Math.floor((size * one.available) / total) }));
	const byRemainder = [...shares].sort(
		(one, other) =>
			((size * other.available) % total) - ((size * one.available) % total) || other.available - one.available
	);
	const left = size - sum(shares.map((share) => share.size));
	for (const share of byRemainder.slice(0, left)) share.size += 1;
	return shares;
}

function sizeOf(stratum: string, raised: ReadonlyMap<string, number>, shares: readonly StratumShare[]): number {
	return raised.get(stratum) ?? shares.find((share) => share.stratum === stratum)?.size ?? 0;
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
