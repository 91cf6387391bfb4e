import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../shared/Result.ts';
import { whatSampleShows } from './sizePlanner.ts';
import { isUneven, weighBack, worthOf } from './weighBack.ts';

const stratum = (available: number, size: number, seen: number) => ({ stratum: 'any', available, size, seen });

test('a small group looked at closely does not count for more than it is', () => {
	// All 10 of 10 have it, and 2 of 10 out of 190: plain counting says 12 of 20, the whole is nearer 48 of 200.
	const whole = must(weighBack([stratum(10, 10, 10), stratum(190, 10, 2)]), 'a share');
	expect(whole.share).toBeCloseTo((10 + 190 * 0.2) / 200, 12);
	expect(whole.total).toBeCloseTo(48, 9);
	expect(whole.worth).toBeLessThan(20);
	expect(whole).toMatchObject({ covered: 200, uncovered: 0 });
	expect(whole.low).toBeLessThan(0.24);
	expect(whole.high).toBeGreaterThan(0.24);
});

test('of a group from which nobody was looked at, nothing is said', () => {
	expect(weighBack([stratum(50, 5, 1), stratum(70, 0, 0)])).toMatchObject({ covered: 50, uncovered: 70, share: 0.2 });
	expect(weighBack([stratum(50, 0, 0)])).toBeNull();
	expect(weighBack([])).toBeNull();
});

test('when all are looked at it is exact', () => {
	const whole = must(weighBack([stratum(4, 4, 1), stratum(6, 6, 4)]), 'a share');
	expect([whole.low, whole.high]).toEqual([whole.share, whole.share]);
	expect(whole.share).toBeCloseTo(0.5, 12);
});

test('one group alone is a simple random sample', () => {
	const whole = must(weighBack([stratum(204, 25, 20)]), 'a share');
	const plain = whatSampleShows(25, 204, 0.8);
	expect(whole.low).toBeCloseTo(plain.low, 12);
	expect(whole.high).toBeCloseTo(plain.high, 12);
});

test('sizes in proportion are even, and equal ones from unequal groups are not', () => {
	expect(isUneven([stratum(100, 10, 0), stratum(50, 5, 0)])).toBe(false);
	expect(isUneven([stratum(100, 7, 0), stratum(50, 8, 0)])).toBe(true);
	expect(isUneven([])).toBe(false);
});

test('groups in proportion are worth as much as a simple sample, and moving cases between them is worth less', () => {
	const even = worthOf([stratum(100, 10, 0), stratum(100, 10, 0)]);
	const uneven = worthOf([stratum(100, 18, 0), stratum(100, 2, 0)]);
	expect(even).toBeCloseTo((20 * 99) / 90, 9);
	expect(uneven).toBeLessThan(even);
});

const groups = fc.array(
	fc
		.tuple(fc.integer({ min: 1, max: 80 }), fc.nat(), fc.nat())
		.map(([available, size, seen]) => stratum(available, 1 + (size % available), seen % (2 + (size % available)))),
	{ minLength: 1, maxLength: 8 }
);

test('the share stays in its range, and between the smallest and the largest of the groups', () => {
	fc.assert(
		fc.property(groups, (strata) => {
			const whole = must(weighBack(strata), 'a share');
			const shares = strata.map(({ seen, size }) => seen / size);
			expect(whole.share).toBeGreaterThanOrEqual(Math.min(...shares) - 1e-9);
			expect(whole.share).toBeLessThanOrEqual(Math.max(...shares) + 1e-9);
			expect(whole.low - 1e-9).toBeLessThanOrEqual(whole.share);
			expect(whole.high + 1e-9).toBeGreaterThanOrEqual(whole.share);
		})
	);
});
