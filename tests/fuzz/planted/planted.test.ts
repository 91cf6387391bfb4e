import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { modelBugs } from '../model/bugs.ts';
import { findPlant } from './findPlant.ts';
import { plantIn } from './plantedSource.ts';
import { plants } from './plants.ts';

const root = path.resolve(import.meta.dirname, '../../..');

test.each(plants)('$rule: $name: the text to replace stands in the source, once', ({ edits }) => {
	for (const edit of edits) {
		const source = readFileSync(path.join(root, edit.file), 'utf8');
		expect(() => plantIn(source, edit)).not.toThrow();
	}
});

test('a plant whose text is gone fails loudly', () => {
	expect(() => plantIn('nothing', { file: 'a.ts', find: 'something', replace: '' })).toThrow('a.ts has 0 places');
	expect(() => plantIn('a a', { file: 'a.ts', find: 'a', replace: '' })).toThrow('a.ts has 2 places');
});

test('every rule of W and M, and V6, has a planted fault', () => {
	const planted = new Set([...Object.values<string>(modelBugs), ...plants.map(({ rule }) => rule)]);
	const wanted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => `W${String(n)}`);
	wanted.push('M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'V6');
	expect(wanted.filter((rule) => !planted.has(rule))).toEqual([]);
	expect(planted.size).toBeGreaterThan(14);
});

/** Those found at once; the whole search is `npm run fuzz -- --planted`. */
const quick = new Set(['W1', 'W2', 'W3', 'W4']);

test.each(plants.filter(({ rule }) => quick.has(rule)))(
	'$rule: the engine finds the planted fault: $name',
	async (plant) => {
		expect((await findPlant(plant, 5)).failedSeed).not.toBeNull();
	},
	180_000
);
