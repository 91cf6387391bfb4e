import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isChange, proportion } from './interval.ts';

const rounded = (count: number, of: number) => {
	const { low, high } = proportion(count, of);
	return [Math.round(low * 100), Math.round(high * 100)];
};

test('31 of 48 lies between 50% and 77%, as in the design', () => {
	expect(rounded(31, 48)).toEqual([50, 77]);
	expect(rounded(24, 45)).toEqual([39, 67]);
	expect(rounded(12, 40)).toEqual([18, 45]);
});

test('of nothing counted nothing is known', () => {
	expect(proportion(0, 0)).toMatchObject({ low: 0, high: 1 });
});

test('none and all keep a range', () => {
	expect(rounded(0, 10)).toEqual([0, 28]);
	expect(rounded(10, 10)).toEqual([72, 100]);
});

test('31 of 48 against 24 of 45 is within what chance alone could do', () => {
	expect(isChange(proportion(31, 48), proportion(24, 45))).toBe(false);
	expect(isChange(proportion(45, 48), proportion(15, 45))).toBe(true);
	expect(isChange(proportion(3, 3), proportion(0, 0))).toBe(false);
});

test('the share always lies within its range, and a change is one whichever way it is looked at', () => {
	const pair = fc
		.integer({ min: 1, max: 500 })
		.chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));
	fc.assert(
		fc.property(pair, pair, ([a, n], [b, m]) => {
			const [one, other] = [proportion(a, n), proportion(b, m)];
			expect(one.low).toBeLessThanOrEqual(one.share + 1e-12);
			expect(one.high).toBeGreaterThanOrEqual(one.share - 1e-12);
			expect(isChange(one, other)).toBe(isChange(other, one));
		})
	);
});
