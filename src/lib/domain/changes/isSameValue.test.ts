import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameValue } from './isSameValue.ts';
import type { Json } from './RecordState.ts';

test.each<[string, Json, Json]>([
	['texts', 'yes', 'yes'],
	['nothing', null, null],
	['lists in one order', ['a', 'b'], ['a', 'b']],
	['members in any order', { from: '2026-01-01', to: null }, { to: null, from: '2026-01-01' }],
	['what lies deep', { a: [{ b: [1, null] }] }, { a: [{ b: [1, null] }] }]
])('%s are the same', (_, a, b) => {
	expect(isSameValue(a, b)).toBe(true);
});

test.each<[string, Json, Json]>([
	['a number and its text', 1, '1'],
	['nothing and an empty text', null, ''],
	['nothing and an empty list', null, []],
	['an empty list and an object without members', [], {}],
	['lists in another order', ['a', 'b'], ['b', 'a']],
	['a list and a longer one', ['a'], ['a', 'b']],
	['a list and one with nothing after it', ['a'], ['a', null]],
	['a member that is null and one that is not there', { a: null }, { b: null }],
	['an object and one with a member more', { a: 1 }, { a: 1, b: null }],
	['a list and an object with its places for names', ['a'], { 0: 'a' }],
	['an inherited name and a member', { toString: null }, { valueOf: null }]
])('%s are not the same', (_, a, b) => {
	expect(isSameValue(a, b)).toBe(false);
	expect(isSameValue(b, a)).toBe(false);
});

const anyJson = fc.jsonValue() as fc.Arbitrary<Json>;

test('a value is the same as its copy, and two values are the same exactly when their sorted JSON is', () => {
	const sorted = (value: Json): string =>
		JSON.stringify(value, (_, inner: unknown) =>
			inner !== null && typeof inner === 'object' && !Array.isArray(inner)
				? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
				: inner
		);
	fc.assert(
		fc.property(anyJson, anyJson, (a, b) => {
			expect(isSameValue(a, structuredClone(a))).toBe(true);
			expect(isSameValue(a, b)).toBe(isSameValue(b, a));
			expect(isSameValue(a, b)).toBe(sorted(a) === sorted(b));
		})
	);
});
