/** One thing measured: Dipper, its peers and the floor, on the same work in the same run. */
export type Measured = {
	/** B1, B2 … of bench.md. */
	readonly bench: string;
	/** What was measured, with its unit: "tap to next frame, p95, 120 questions (ms)". */
	readonly what: string;
	readonly dipper: readonly number[];
	/** The least the machine needs for the same bytes. */
	readonly floor?: readonly number[];
	readonly peers: Readonly<Record<string, readonly number[]>>;
	/** True where more is better (changes a second). */
	readonly moreIsBetter?: boolean;
	/** What bench.md asks for, in words. */
	readonly reach?: string;
};

export type Bench = { readonly id: string; readonly what: string; readonly run: () => Promise<readonly Measured[]> };

/** The middle value; of two middle ones their mean. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The smallest value that at least `share` of the values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
