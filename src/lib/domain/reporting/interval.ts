/** 95 in 100, the confidence that every range in Dipper has. */
const z95 = 1.959963984540054;

export type Proportion = {
	readonly count: number;
	readonly of: number;
	/** From 0 to 1; 0 where nothing was counted. */
	readonly share: number;
	readonly low: number;
	readonly high: number;
};

/**
 * A share with its range: Wilson's score interval (E. B. Wilson, JASA 22, 1927), which stays honest for small numbers
 * and for shares near none and all. Of nothing counted it says nothing: 0 to 1.
 */
export function proportion(count: number, of: number): Proportion {
	if (of === 0) return { count, of, share: 0, low: 0, high: 1 };
	const share = count / of;
	const z2 = z95 * z95;
	const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
	const half = (z95 / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
	return { count, of, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** How far apart two shares are: `by` is this one less the other, and its range. */
export type Difference = { readonly by: number; readonly low: number; readonly high: number };

/**
 * The difference of two independent shares with its range, made of their Wilson ranges (R. G. Newcombe, "Interval
 * estimation for the difference between independent proportions", Statistics in Medicine 17, 1998, method 10). Where
 * either is of nothing, nothing is known: from -1 to 1.
 */
export function difference(one: Proportion, other: Proportion): Difference {
	if (one.of === 0 || other.of === 0) return { by: one.share - other.share, low: -1, high: 1 };
	const by = one.share - other.share;
	return {
		by,
		low: by - Math.hypot(one.share - one.low, other.high - other.share),
		high: by + Math.hypot(one.high - one.share, other.share - other.low)
	};
}

/** Whether a change is more than chance alone could do: the range of the difference leaves out zero. */
export function isChange(now: Proportion, then: Proportion): boolean {
	const { low, high } = difference(now, then);
	return low > 0 || high < 0;
}
