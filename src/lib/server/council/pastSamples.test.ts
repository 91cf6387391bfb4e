import { expect, test } from 'vitest';
import { samplingRule } from '#lib/domain/sampling/SamplingRule.ts';
import { childJourneyRule, dipRule, plansRule } from './pastSamples.ts';

test.each([
	['child journeys', childJourneyRule({ 'child-protection': 8, 'looked-after': 5 })],
	['plans', plansRule],
	['a dip sample', dipRule(['Riverside', 'Beacon'])]
])('the rule for %s is one that a person could have made on the page', (_, rule) => {
	expect(samplingRule.parse(rule)).toEqual(rule);
});

test('plans are 25, in the shares that question-sets.md asks for', () => {
	const { method } = plansRule;
	if (method.kind !== 'stratified' || method.sizes.share !== 'fixed') throw new Error(method.kind);
	expect(method.sizes.sizes.reduce((sum, { size }) => sum + size, 0)).toBe(25);
	expect(method.sizes.sizes.map(({ stratum }) => stratum)).toEqual([
		'child-in-need',
		'child-protection',
		'looked-after',
		'care-leaver',
		'early-help'
	]);
});

test('a dip sample is ten open cases of the manager’s own teams', () => {
	const rule = dipRule(['Riverside']);
	expect(rule.method).toEqual({ kind: 'simple-random', size: 10 });
	expect(rule.filters).toContainEqual({ column: 'team', is: ['Riverside'] });
	expect(rule.filters).toContainEqual({ column: 'open', is: true });
});

test('every sample leaves out who was audited within a year, and takes one child of a household', () => {
	for (const rule of [plansRule, dipRule([]), childJourneyRule({ 'child-in-need': 1 })]) {
		expect(rule.exclusions).toEqual([{ reason: 'audited-recently', months: 12 }]);
		expect([rule.onePerHousehold, rule.isReaudit]).toEqual([true, false]);
	}
});
