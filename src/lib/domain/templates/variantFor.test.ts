import { expect, test } from 'vitest';
import { variantFor } from './variantFor.ts';

const published = new Set(['cj', 'cj-cp', 'cj-cin', 't29']);

test.each([
	['cj', 'child-protection', 'cj-cp'],
	['cj', 'child-in-need', 'cj-cin'],
	['cj', 'care-leaver', 'cj'],
	['t29', 'child-protection', 't29']
] as const)('%s for a child at %s is %s', (template, stage, expected) => {
	expect(variantFor(template, stage, published)).toBe(expected);
});

test('a variant that is not published leaves the core', () => {
	expect(variantFor('cj', 'looked-after', published)).toBe('cj');
});
