import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSeed, makeSeed, seed, seedBirds } from './seed.ts';

test('every bird is one short word, once', () => {
	expect(seedBirds).toHaveLength(64);
	expect(new Set(seedBirds).size).toBe(64);
	expect(seedBirds.filter((bird) => !/^[a-z]{3,20}$/.test(bird))).toEqual([]);
});

test('a seed made from any random number is a seed', () => {
	fc.assert(
		fc.property(fc.nat(0xffffffff), (random) => {
			expect(isSeed(makeSeed(random))).toBe(true);
		})
	);
});

test('every number and bird can come up, and none more than another', () => {
	const all = Array.from({ length: 900 * 64 }, (_, random) => makeSeed(random));
	expect(new Set(all).size).toBe(900 * 64);
});

test.each(['417-heron', '100-dipper', '999-ouzel'])('%s is a seed', (text) => expect(seed.parse(text)).toBe(text));

test.each(['', 'heron', '17-heron', '017-heron', '417-Heron', '417-heron ', '417|heron', '417-heron-2'])(
	'%j is not a seed',
	(text) => expect(isSeed(text)).toBe(false)
);
