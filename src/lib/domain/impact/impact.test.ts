import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { difference, proportion } from '../reporting/interval.ts';
import { fisherExact } from './fisherExact.ts';
import { judgeImpact, usualImpactRule } from './judgeImpact.ts';

const counted = fc
	.integer({ min: 1, max: 120 })
	.chain((of) => fc.record({ count: fc.integer({ min: 0, max: of }), of: fc.constant(of) }));

describe('the range of a difference equals the published one', () => {
	// R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, Table II, method 10 (score, without continuity correction).
	// Read in the tests of DescTools (a, b, g), of ratesci (d) and of others that quote the table; the paper was not at hand.
	test.each([
		['a', 56, 70, 48, 80, 0.0524, 0.3339],
		['b', 9, 10, 3, 10, 0.1705, 0.809],
		['c', 6, 7, 2, 7, 0.0582, 0.8062],
		['d', 5, 56, 0, 29, -0.0381, 0.1926],
		['e', 0, 10, 0, 20, -0.1611, 0.2775],
		['f', 0, 10, 0, 10, -0.2775, 0.2775],
		['g', 10, 10, 0, 20, 0.6791, 1],
		['h', 10, 10, 0, 10, 0.6075, 1]
	])('contrast %s: %i of %i against %i of %i', (_, a, m, b, n, low, high) => {
		const range = difference(proportion(a, m), proportion(b, n));
		expect(range.low).toBeCloseTo(low, 4);
		expect(range.high).toBeCloseTo(high, 4);
	});
});

describe('Fisher’s exact test equals the published examples', () => {
	// Of 70 ways to choose four cups, 1, 16, 36, 16 and 1 have 0 to 4 right: both ends as far out as 3 are 34.
	test('the lady who tastes tea: 3 of 4 against 1 of 4 (Fisher, The Design of Experiments, 1935, chapter 2)', () => {
		expect(fisherExact({ count: 3, of: 4 }, { count: 1, of: 4 })).toBeCloseTo(34 / 70, 10);
	});

	// The value printed with R's own example of fisher.test: 0.0005367.
	test('convictions of twins: 10 of 13 against 2 of 17 (Fisher, 1935; Agresti, Categorical Data Analysis)', () => {
		expect(fisherExact({ count: 10, of: 13 }, { count: 2, of: 17 })).toBeCloseTo(0.0005367, 7);
	});

	test('is a chance, the same whichever way it is looked at, and certain where the shares are alike', () => {
		fc.assert(
			fc.property(counted, counted, (one, other) => {
				const chance = fisherExact(one, other);
				expect(chance).toBeGreaterThan(0);
				expect(chance).toBeLessThanOrEqual(1);
				expect(chance).toBeCloseTo(fisherExact(other, one), 9);
				expect(fisherExact(one, one)).toBeCloseTo(1, 9);
			})
		);
		expect(fisherExact({ count: 0, of: 0 }, { count: 2, of: 5 })).toBe(1);
	});
});

describe('the verdict', () => {
	const verdict = (a: number, m: number, b: number, n: number) =>
		judgeImpact({ count: a, of: m }, { count: b, of: n }).verdict;

	test('moved: nine in ten children before, three in ten after', () => {
		expect(judgeImpact({ count: 18, of: 20 }, { count: 6, of: 20 })).toMatchObject({ verdict: 'moved' });
	});

	test('not moved: as many after as before, with enough children to rule a fall out', () => {
		expect(verdict(60, 200, 62, 200)).toBe('not-moved');
	});

	test('not moved, though fewer: a fall that chance cannot explain and that is smaller than what matters', () => {
		expect(verdict(1100, 2000, 1000, 2000)).toBe('not-moved');
	});

	test('worse is not moved', () => {
		expect(verdict(4, 20, 16, 20)).toBe('not-moved');
	});

	test('cannot tell: four of ten against two of ten, and where there is nothing to compare', () => {
		expect(verdict(4, 10, 2, 10)).toBe('cannot-tell');
		expect(verdict(0, 0, 2, 20)).toBe('cannot-tell');
		expect(verdict(9, 20, 0, 0)).toBe('cannot-tell');
	});

	test('Fisher’s test holds back what the range alone would call moved', () => {
		const impact = judgeImpact({ count: 6, of: 7 }, { count: 2, of: 7 });
		expect(impact.fall.low).toBeGreaterThan(0);
		expect(impact).toMatchObject({ verdict: 'cannot-tell' });
		expect(impact.chance).toBeGreaterThan(0.05);
	});

	test('nothing that became worse, or stayed, is ever called moved', () => {
		fc.assert(
			fc.property(counted, counted, (before, after) => {
				const impact = judgeImpact(before, after);
				if (after.count / after.of >= before.count / before.of) expect(impact.verdict).not.toBe('moved');
				if (impact.verdict === 'moved') expect(impact.fall.by).toBeGreaterThan(0);
				if (impact.verdict === 'not-moved') expect(impact.fall.high).toBeLessThan(usualImpactRule.matters);
			})
		);
	});
});
