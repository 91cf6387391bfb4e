/**
 * Fisher's exact test of two shares, two-sided: how likely it is that chance alone, with the same totals, deals out a
 * table as unlikely as this one or less (R. A. Fisher, "The logic of inductive inference", JRSS 98, 1935). From 0 to 1;
 * 1 where either share is of nothing. Whole numbers, `count` not above `of`.
 */
export function fisherExact(
	one: { readonly count: number; readonly of: number },
	other: { readonly count: number; readonly of: number }
): number {
	const hits = one.count + other.count;
	const all = one.of + other.of;
	const logs = logFactorials(all);
	const log = (n: number) => logs[n] ?? 0;
	const chanceOf = (count: number) =>
		Math.exp(
			log(one.of) -
				log(count) -
				log(one.of - count) +
				(log(other.of) - log(hits - count) - log(other.of - hits + count)) -
				(log(all) - log(hits) - log(all - hits))
		);
	const seen = chanceOf(one.count);
	let sum = 0;
	for (let count = Math.max(0, hits - other.of); count <= Math.min(hits, one.of); count += 1) {
		const chance = chanceOf(count);
		// Tables as likely as the one seen differ from it in the last digits only.
		if (chance <= seen * (1 + 1e-7)) sum += chance;
	}
	return Math.min(1, sum);
}

function logFactorials(upTo: number): number[] {
	const logs = [0];
	for (let n = 1; n <= upTo; n += 1) logs.push((logs[n - 1] ?? 0) + Math.log(n));
	return logs;
}
