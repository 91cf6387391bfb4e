import { expect, test } from 'vitest';
import { Chance } from './Chance.ts';

const draws = (chance: Chance) => Array.from({ length: 20 }, () => chance.whole(1, 1000));

test('the same seed draws the same, another seed draws otherwise', () => {
	expect(draws(new Chance('a'))).toEqual(draws(new Chance('a')));
	expect(draws(new Chance('a'))).not.toEqual(draws(new Chance('b')));
});

test('chance for a part does not hang on what was drawn before', () => {
	const used = new Chance('a');
	draws(used);
	expect(draws(used.for('part'))).toEqual(draws(new Chance('a').for('part')));
});

test('whole numbers have both ends, and each about as often', () => {
	const chance = new Chance('ends');
	const counts = new Map<number, number>();
	for (let at = 0; at < 6000; at += 1) {
		const drawn = chance.whole(1, 6);
		counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
	}
	expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
	for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('weights are kept to', () => {
	const chance = new Chance('weights');
	const heavy = Array.from({ length: 5000 }, () =>
		chance.weighted([
			['heavy', 9],
			['light', 1]
		] as const)
	).filter((one) => one === 'heavy');
	expect(Math.abs(heavy.length / 5000 - 0.9)).toBeLessThan(0.02);
	expect(Array.from({ length: 50 }, () => chance.happens(0)).some(Boolean)).toBe(false);
	expect(Array.from({ length: 50 }, () => chance.happens(1)).every(Boolean)).toBe(true);
});

test('from nothing nothing can be picked', () => {
	expect(() => new Chance('a').pick([])).toThrow('nothing to pick from');
});
