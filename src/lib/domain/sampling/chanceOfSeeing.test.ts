import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chanceOfSeeing, smallestToSee } from './chanceOfSeeing.ts';

test('one of two affected among five, two looked at: 1 − C(3,2)/C(5,2) is seven in ten', () => {
	expect(chanceOfSeeing(2, 2, 5)).toBeCloseTo(0.7, 12);
});

test('25 of 204, where 10 are affected: 74 in 100', () => {
	// 1 - C(194, 25) / C(204, 25), worked out with whole numbers.
	const choose = (n: number, k: number) =>
		Array.from({ length: k }, (_, i) => [BigInt(n - i), BigInt(i + 1)] as const).reduce(
			(product, [up, down]) => (product * up) / down,
			1n
		);
	const none = Number((choose(194, 25) * 10n ** 15n) / choose(204, 25)) / 1e15;
	expect(chanceOfSeeing(25, 10, 204)).toBeCloseTo(1 - none, 12);
});

test('nobody affected or nobody looked at is never seen; too many to miss is always seen', () => {
	expect([chanceOfSeeing(5, 0, 20), chanceOfSeeing(0, 5, 20), chanceOfSeeing(16, 5, 20)]).toEqual([0, 0, 1]);
	expect(smallestToSee(0.95, 0, 20)).toBeNull();
});

test('the smallest sample to see one of them 19 times in 20, and one fewer is not enough', () => {
	const size = smallestToSee(0.95, 10, 204) ?? 0;
	expect(chanceOfSeeing(size, 10, 204)).toBeGreaterThanOrEqual(0.95);
	expect(chanceOfSeeing(size - 1, 10, 204)).toBeLessThan(0.95);
});

const worlds = fc
	.tuple(fc.integer({ min: 1, max: 300 }), fc.nat(300), fc.nat(300))
	.map(([population, k, n]) => [Math.min(n, population), Math.min(k, population), population] as const);

test('it is a chance, the same whichever of the two is called the sample, and never less with one more', () => {
	fc.assert(
		fc.property(worlds, ([size, affected, population]) => {
			const chance = chanceOfSeeing(size, affected, population);
			expect(chance).toBeGreaterThanOrEqual(0);
			expect(chance).toBeLessThanOrEqual(1);
			expect(chanceOfSeeing(affected, size, population)).toBeCloseTo(chance, 9);
			expect(chanceOfSeeing(size + 1, affected, population)).toBeGreaterThanOrEqual(chance - 1e-12);
		})
	);
});
