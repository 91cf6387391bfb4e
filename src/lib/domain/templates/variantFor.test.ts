import { expect, test } from 'vitest';
import { variantFor } from './variantFor.ts';

const published = new Set(['cj', 'cj-cp', 'cj-cin', 't29']);

test.each([
	['cj', 'child-protection', 'cj-cp'],
	['cj', 'child-in-need', 'cj-cin'],
	['cj', 'care-leaver', 'cj'],
	['cj', 'section-47', 'cj'],
	['t29', 'child-protection', 't29']
] as const)('%s for a child at %s is %s', (template, stage, expected) => {
	expect(variantFor(template, stage, published)).toBe(expected);
});

test('a variant that is not published leaves the core', () => {
	expect(variantFor('cj', 'looked-after', published)).toBe('cj');
});

test.each([
	['contact', 'cj-fd'],
	['referral', 'cj-fd'],
	['early-help', 'cj-eh'],
	['looked-after', 'cj-cla'],
	['care-leaver', 'cj-cl'],
	['adoption', 'cj-fa']
] as const)('a child at %s has a variant of their own: %s', (stage, variant) => {
	expect(variantFor('cj', stage, new Set(['cj', variant]))).toBe(variant);
});

test('where Family Help has been brought back, it follows a child from early help to child protection, and no further', () => {
	const withFamilyHelp = new Set([...published, 'cj-fh', 'cj-cla']);
	const stages = ['early-help', 'assessment', 'section-47', 'child-in-need', 'child-protection'] as const;
	for (const stage of stages) expect(variantFor('cj', stage, withFamilyHelp)).toBe('cj-fh');
	expect(variantFor('cj', 'looked-after', withFamilyHelp)).toBe('cj-cla');
	expect(variantFor('cj', 'contact', withFamilyHelp)).toBe('cj');
	expect(variantFor('t29', 'child-protection', withFamilyHelp)).toBe('t29');
});
