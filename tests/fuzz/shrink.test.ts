import { expect, test } from 'vitest';
import { Chance } from './Chance.ts';
import { shrink, shrinkSlowly } from './shrink.ts';

const hundred = Array.from({ length: 100 }, (_, index) => index);
const needsBoth = (acts: readonly number[]) => acts.includes(17) && acts.includes(83);

test('of a hundred acts the two that matter are left', () => {
	expect(shrink(hundred, needsBoth)).toEqual([17, 83]);
});

test('slowly too, and not beyond the tries it was given', async () => {
	expect(await shrinkSlowly(hundred, async (acts) => needsBoth(acts), 500)).toEqual([17, 83]);
	let tries = 0;
	await shrinkSlowly(
		hundred,
		async () => {
			tries += 1;
			return false;
		},
		10
	);
	expect(tries).toBeLessThanOrEqual(20);
});

test('the same seed gives the same draws, the next seed others', () => {
	const draws = (seed: number) => {
		const chance = new Chance(seed);
		return Array.from({ length: 20 }, () => chance.below(1000));
	};
	expect(draws(7)).toEqual(draws(7));
	expect(draws(7)).not.toEqual(draws(8));
});
