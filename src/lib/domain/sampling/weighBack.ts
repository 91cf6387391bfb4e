import { wilsonInterval } from './sizePlanner.ts';
import type { StratumShare } from './shareOut.ts';

/** A group of the draw with how many of those looked at had what is counted. */
export type StratumSeen = StratumShare & { readonly seen: number };

export type WeighedBack = {
	/** From 0 to 1, of the cases in groups that were looked at at all. */
	readonly share: number;
	readonly low: number;
	readonly high: number;
	/** How many of the covered cases that share is. */
	readonly total: number;
	readonly covered: number;
	/** Cases of groups from which nobody was looked at: nothing is said of them. */
	readonly uncovered: number;
	/** A simple random sample of so many, of a population without end, would tell as much. */
	readonly worth: number;
};

/**
 * What a sample from groups says of the whole: each group's share counts as much as the group is of the whole (the
 * stratified estimator, W. G. Cochran, Sampling Techniques, 3rd edition, 1977, section 5.3), so that a group that was
 * looked at more than its size does not count for more. The range is Wilson's, at the size that the unequal weights
 * leave (L. Kish, Survey Sampling, 1965, section 11.7), with each group's finite population correction. Null where
 * nobody was looked at.
 */
export function weighBack(strata: readonly StratumSeen[]): WeighedBack | null {
	const looked = strata.filter(({ size, available }) => size > 0 && available > 0);
	const covered = sum(looked.map(({ available }) => available));
	if (covered === 0) return null;
	const share = sum(looked.map(({ available, size, seen }) => (available / covered) * (seen / size)));
	const worth = worthOf(looked);
	const { low, high } = worth === Infinity ? { low: share, high: share } : wilsonInterval(share, worth);
	const uncovered = sum(strata.map(({ available }) => available)) - covered;
	return { share, low, high, total: share * covered, covered, uncovered, worth };
}

/** The size that the unequal weights of a draw leave; Infinity where all are looked at. */
export function worthOf(strata: readonly StratumShare[]): number {
	const looked = strata.filter(({ size, available }) => size > 0 && available > 0);
	const covered = sum(looked.map(({ available }) => available));
	if (covered === 0) return 0;
	const variance = sum(
		looked.map(({ available, size }) => {
			const correction = available === 1 ? 0 : (available - size) / (available - 1);
			return ((available / covered) ** 2 * correction) / size;
		})
	);
	return variance <= 0 ? Infinity : 1 / variance;
}

/** Whether some group is looked at noticeably more or less than its share, so that plain counts would mislead. */
export function isUneven(strata: readonly StratumShare[]): boolean {
	const looked = strata.filter(({ available }) => available > 0);
	const size = sum(looked.map((one) => one.size));
	const all = sum(looked.map((one) => one.available));
	return looked.some((one) => Math.abs(one.size - (size * one.available) / all) >= 1);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
