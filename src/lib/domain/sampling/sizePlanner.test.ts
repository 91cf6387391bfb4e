import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planSizes, smallestSize, whatSampleShows } from './sizePlanner.ts';

test('25 of 204 plans, 78 in 100 SMART, shows between 60% and 89% (09-sample)', () => {
	const { low, high } = whatSampleShows(25, 204, 0.78);
	expect([Math.round(low * 100), Math.round(high * 100)]).toEqual([60, 89]);
});

test("without a limit to the population it is Wilson's interval: 12 of 40 is between 18% and 45%", () => {
	const { low, high } = whatSampleShows(40, 1e12, 0.3);
	expect(low).toBeCloseTo(0.1807, 3);
	expect(high).toBeCloseTo(0.4543, 3);
});

test('one left out of ten widens as the correction says', () => {
	// n = 9 of N = 10 at one half: effective size 81, and Wilson's 0.5 ± 1.96 / (2 √(81 + 1.96²)).
	const { low, high } = whatSampleShows(9, 10, 0.5);
	expect((high - low) / 2).toBeCloseTo(1.959964 / (2 * Math.sqrt(81 + 3.841459)), 6);
});

test('the whole population shows exactly, and no sample shows nothing', () => {
	expect(whatSampleShows(50, 50, 0.4)).toMatchObject({ low: 0.4, high: 0.4 });
	expect(whatSampleShows(0, 50, 0.4)).toMatchObject({ low: 0, high: 1 });
});

test('none seen still leaves room above nought', () => {
	const { low, high } = whatSampleShows(10, 1000, 0);
	expect(low).toBe(0);
	expect(high).toBeGreaterThan(0.2);
});

test('the rows of the design: 15, 20, 25, 30, 40', () => {
	expect(planSizes(25, 204, 0.78).map(({ size }) => size)).toEqual([15, 20, 25, 30, 40]);
});

test('no row is larger than what there is', () => {
	expect(planSizes(25, 28, 0.5).map(({ size }) => size)).toEqual([15, 20, 25]);
});

test('the smallest size that is narrow enough, and one fewer is not', () => {
	const size = smallestSize(0.3, 204, 0.78);
	const width = (count: number) => whatSampleShows(count, 204, 0.78).high - whatSampleShows(count, 204, 0.78).low;
	expect(width(size)).toBeLessThanOrEqual(0.3);
	expect(width(size - 1)).toBeGreaterThan(0.3);
});

const shares = fc.double({ min: 0, max: 1, noNaN: true });

test('the range holds the share and stays between nought and one', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 2, max: 5000 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			shares,
			(population, part, share) => {
				const { low, high } = whatSampleShows(Math.ceil(part * population), population, share);
				expect(low).toBeGreaterThanOrEqual(0);
				expect(high).toBeLessThanOrEqual(1);
				expect(low - 1e-9).toBeLessThanOrEqual(share);
				expect(high + 1e-9).toBeGreaterThanOrEqual(share);
			}
		)
	);
});

test('a larger sample is never wider', () => {
	fc.assert(
		fc.property(fc.integer({ min: 3, max: 2000 }), fc.nat(1998), shares, (population, n, share) => {
			const size = 1 + (n % (population - 1));
			const [here, next] = [whatSampleShows(size, population, share), whatSampleShows(size + 1, population, share)];
			expect(next.high - next.low).toBeLessThanOrEqual(here.high - here.low + 1e-9);
		})
	);
});
