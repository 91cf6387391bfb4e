import { expect, test } from 'vitest';
import { detailWords, insteadOf } from './personalDetail.ts';

test('every kind of detail has something to stand in its place', () => {
	for (const kind of Object.keys(detailWords) as (keyof typeof detailWords)[])
		expect(insteadOf({ kind }).length).toBeGreaterThan(0);
	expect(insteadOf({ kind: 'name' })[0]).toBe('the child');
});

test('the guess from the words beside it comes first, once, and there are never more than three with it', () => {
	expect(insteadOf({ kind: 'name', replacement: 'the head teacher' })).toEqual([
		'the head teacher',
		'the child',
		'the mother'
	]);
	expect(insteadOf({ kind: 'name', replacement: 'the mother' })).toEqual(['the mother', 'the child', 'the father']);
	expect(insteadOf({ kind: 'postcode', replacement: 'this area' })).toEqual(['this area']);
});
