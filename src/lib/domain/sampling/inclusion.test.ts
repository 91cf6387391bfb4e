import { expect, test } from 'vitest';
import { orderOfDraw, systematicOrder, takeInOrder, type PoolCase } from './drawFrom.ts';
import { whatSampleShows } from './sizePlanner.ts';

/**
 * Whether cases come out as often as the design says, over a hundred thousand draws. Every test is at the level of one
 * in a thousand (the critical values are of the chi-square distribution), and the seeds are set, so each either holds
 * for ever or fails for ever.
 */
const draws = 100_000;
const critical = { 2: 13.816, 3: 16.266, 4: 18.467, 5: 20.515 } as const;

/** Three letters and three digits: enough seeds that no draw is made twice. */
function seedAt(index: number): string {
	const letter = (of: number) => String.fromCharCode(97 + (of % 26));
	const word = Math.floor(index / 900);
	return `${100 + (index % 900)}-${letter(word)}${letter(Math.floor(word / 26))}x`;
}

function poolOf(strata: readonly string[], more: (index: number) => Partial<PoolCase> = () => ({})): PoolCase[] {
	return strata.map((stratum, index) => ({ caseRef: `9X-${100_000 + index}`, stratum, ...more(index) }));
}

/**
 * Counts of cases drawn without replacement, n of N: they hang together, and (N − 1)/N times the sum of the squares
 * over D·p·(1 − p) is chi-square with N − 1 degrees of freedom.
 */
function chiSquare(counts: readonly number[], drawn: number): number {
	const share = drawn / counts.length;
	const squares = counts.reduce((sum, count) => sum + (count - draws * share) ** 2, 0);
	return (squares / (draws * share * (1 - share))) * ((counts.length - 1) / counts.length);
}

test('a simple and a stratified sample: every case as often as its design says, each stratum exactly its size', () => {
	const pool = poolOf(['A', 'A', 'A', 'B', 'B', 'B']);
	const simple = new Map(pool.map(({ caseRef }) => [caseRef, 0]));
	const stratified = new Map(simple);
	const quotas = [
		{ stratum: 'A', size: 2 },
		{ stratum: 'B', size: 1 }
	];
	let wrongSizes = 0;
	for (let index = 0; index < draws; index += 1) {
		const order = orderOfDraw(pool, seedAt(index));
		for (const { caseRef } of order.slice(0, 2)) simple.set(caseRef, (simple.get(caseRef) ?? 0) + 1);
		const { drawn } = takeInOrder(order, quotas);
		for (const { caseRef } of drawn) stratified.set(caseRef, (stratified.get(caseRef) ?? 0) + 1);
		const fromA = drawn.filter(({ stratum }) => stratum === 'A').length;
		if (fromA !== 2 || drawn.length !== 3) wrongSizes += 1;
	}
	expect(wrongSizes).toBe(0);
	expect(chiSquare([...simple.values()], 2)).toBeLessThan(critical[5]);
	expect(chiSquare([...stratified.values()].slice(0, 3), 2)).toBeLessThan(critical[2]);
	expect(chiSquare([...stratified.values()].slice(3), 1)).toBeLessThan(critical[2]);
});

test('weighted to risk: the first out of the hat is a case as often as its tickets are of all', () => {
	const tickets = [1, 1, 2, 4];
	const pool = poolOf(['all', 'all', 'all', 'all'], (index) => ({ tickets: tickets[index] ?? 1 }));
	const first = new Map(pool.map(({ caseRef }) => [caseRef, 0]));
	for (let index = 0; index < draws; index += 1) {
		const caseRef = orderOfDraw(pool, seedAt(index))[0]?.caseRef ?? '';
		first.set(caseRef, (first.get(caseRef) ?? 0) + 1);
	}
	const chi = [...first.values()].reduce((sum, count, index) => {
		const expected = (draws * (tickets[index] ?? 0)) / 8;
		return sum + (count - expected) ** 2 / expected;
	}, 0);
	expect(chi).toBeLessThan(critical[3]);
});

test('systematic: every start as often as every other, so every case as often as its size says', () => {
	const pool = poolOf(['all', 'all', 'all', 'all', 'all'], () => ({ orderKey: 'same' }));
	const starts = new Map(pool.map(({ caseRef }) => [caseRef, 0]));
	const included = new Map(starts);
	for (let index = 0; index < draws; index += 1) {
		const steps = systematicOrder(pool, 2, seedAt(index)).slice(0, 2);
		for (const { caseRef } of steps) included.set(caseRef, (included.get(caseRef) ?? 0) + 1);
		const start = steps[0]?.caseRef ?? '';
		starts.set(start, (starts.get(start) ?? 0) + 1);
	}
	const chi = [...starts.values()].reduce((sum, count) => sum + (count - draws / 5) ** 2 / (draws / 5), 0);
	expect(chi).toBeLessThan(critical[4]);
	const counts = [...starts.values()];
	// The second of two from five stands two further on: each case comes up as a start, and as the one two before it.
	expect([...included.values()]).toEqual(counts.map((count, at) => count + (counts[(at + 3) % 5] ?? 0)));
});

test.each([
	{ population: 204, size: 25 },
	{ population: 60, size: 12 },
	{ population: 400, size: 40 }
])('the range of $size in $population holds the true share 95 times in 100, within half a point', (world) => {
	const { population, size } = world;
	const ranges = Array.from({ length: size + 1 }, (_, seen) => whatSampleShows(size, population, seen / size));
	/** The first k of the list from a place in it are the affected, for every k: one draw tries every share there is. */
	function timesHeld(list: readonly PoolCase[], from: number, drawn: ReadonlySet<string>): number {
		let [seen, times] = [0, 0];
		for (let affected = 0; affected <= population; affected += 1) {
			if (affected > 0 && drawn.has(list[(from + affected - 1) % population]?.caseRef ?? '')) seen += 1;
			const { low, high } = ranges[seen] ?? { low: 1, high: 0 };
			const share = affected / population;
			if (low <= share + 1e-12 && share <= high + 1e-12) times += 1;
		}
		return times;
	}
	const turns = 12;
	const pool = poolOf(Array.from({ length: population }, () => 'all'));
	const rounds = Math.ceil(300_000 / population);
	let held = 0;
	for (let round = 0; round < rounds; round += 1) {
		const drawn = new Set(
			orderOfDraw(pool, seedAt(round))
				.slice(0, size)
				.map(({ caseRef }) => caseRef)
		);
		for (let turn = 0; turn < turns; turn += 1) held += timesHeld(pool, Math.round((turn * population) / turns), drawn);
	}
	expect(Math.abs(held / (rounds * turns * (population + 1)) - 0.95)).toBeLessThan(0.005);
});
