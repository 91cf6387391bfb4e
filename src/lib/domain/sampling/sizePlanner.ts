/** 95 in 100, the confidence that every range in Dipper has. */
const z95 = 1.959963984540054;

export type SampleShows = {
	readonly size: number;
	/** If the true share is this… */
	readonly share: number;
	/** …a sample of this size shows between these, 19 times in 20. From 0 to 1. */
	readonly low: number;
	readonly high: number;
};

/**
 * What a simple random sample of `size` from `population` can show when the true share is `share` (0 to 1): Wilson's
 * score interval (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927),
 * with the size raised by the finite population correction, (N - 1) / (N - n), because in a small caseload a sample
 * is a good part of the whole; the whole shows exactly.
 */
export function whatSampleShows(size: number, population: number, share: number): SampleShows {
	if (size >= population) return { size, share, low: share, high: share };
	if (size <= 0) return { size, share, low: 0, high: 1 };
	return { size, share, ...wilsonInterval(share, (size * (population - 1)) / (population - size)) };
}

/** Wilson's score interval of a share of `effective` cases out of a population without end; 95 in 100. */
export function wilsonInterval(share: number, effective: number): Pick<SampleShows, 'low' | 'high'> {
	const z2 = z95 * z95;
	const middle = (share + z2 / (2 * effective)) / (1 + z2 / effective);
	const half =
		(z95 / (1 + z2 / effective)) * Math.sqrt((share * (1 - share)) / effective + z2 / (4 * effective * effective));
	return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** The rows of the planner: the size in mind among others round it, none larger than the population. */
export function planSizes(size: number, population: number, share: number): SampleShows[] {
	const sizes = [0.6, 0.8, 1, 1.2, 1.6].map((times) => (times === 1 ? size : roundToFive(size * times)));
	const possible = sizes.filter((one) => one >= 1 && one <= population);
	return [...new Set(possible)].sort((a, b) => a - b).map((one) => whatSampleShows(one, population, share));
}

/** The smallest sample whose range is no wider than `width` (0 to 1). */
export function smallestSize(width: number, population: number, share: number): number {
	let [low, high] = [1, Math.max(1, population)];
	while (low < high) {
		const size = Math.floor((low + high) / 2);
		const shows = whatSampleShows(size, population, share);
		if (shows.high - shows.low <= width) high = size;
		else low = size + 1;
	}
	return low;
}

function roundToFive(size: number): number {
	return size < 10 ? Math.round(size) : Math.round(size / 5) * 5;
}
