const shortest = 1_000;
const longest = 5 * 60_000;

/**
 * How long to wait after `failures` in a row, in ms: 1 s to 5 min, without end, and never the same for two
 * tablets (SPEC.md W9). What the server asks for is the least.
 */
export function backOff(failures: number, chance: number, retryAfterSeconds: number | null = null): number {
	const ceiling = Math.min(longest, shortest * 2 ** Math.min(failures, 20));
	const wait = Math.max(shortest, ceiling / 2 + (ceiling / 2) * chance);
	return Math.max(wait, Math.min((retryAfterSeconds ?? 0) * 1000, 60 * 60_000));
}
