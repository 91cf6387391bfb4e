/**
 * The chance (0 to 1) that a simple random sample of `size` holds at least one of the `affected` among `population`:
 * one less the hypergeometric chance of none, C(N - k, n) ÷ C(N, n) (W. G. Cochran, Sampling Techniques, 3rd edition,
 * 1977, section 3.5; the same sum is discovery sampling in audit). Worked out factor by factor, so no number is large.
 */
export function chanceOfSeeing(size: number, affected: number, population: number): number {
	if (size <= 0 || affected <= 0) return 0;
	if (size > population - affected) return 1;
	const [fewer, more] = size < affected ? [size, affected] : [affected, size];
	let none = 1;
	for (let taken = 0; taken < fewer; taken += 1) none *= (population - more - taken) / (population - taken);
	return 1 - none;
}

/** The smallest sample that shows at least one of the affected with so much chance (0 to 1); null where none are. */
export function smallestToSee(chance: number, affected: number, population: number): number | null {
	if (affected <= 0 || population <= 0) return null;
	let [low, high] = [1, population];
	while (low < high) {
		const size = Math.floor((low + high) / 2);
		if (chanceOfSeeing(size, affected, population) >= chance) high = size;
		else low = size + 1;
	}
	return low;
}
