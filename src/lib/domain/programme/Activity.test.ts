import { expect, test } from 'vitest';
import { samplingRule } from '../sampling/SamplingRule.ts';
import { readActivity, ruleOf, wholeCaseload, type Activity } from './Activity.ts';
import { shippedActivities, shippedIds } from './shippedActivities.ts';

const activity: Activity = {
	name: 'Plans',
	template: 't07',
	roles: ['auditor'],
	number: 25,
	share: 'together',
	period: 'half-year',
	days: 20,
	restMonths: [8],
	startsOn: '2026-03-12',
	cases: wholeCaseload
};

test.each<[string, object, string | null]>([
	['as it should be', {}, null],
	['without a name', { name: '' }, 'activity.name-missing'],
	['of none', { number: 0 }, 'activity.number-range'],
	['of no number', { number: Number.NaN }, 'activity.number-range'],
	['of 501', { number: 501 }, 'activity.number-range'],
	['due at once', { days: 0 }, 'activity.days-range'],
	['with no questions', { template: '' }, 'activity.template-unknown'],
	['by nobody', { roles: [] }, 'activity.nobody-of-role'],
	['by the board', { roles: ['board'] }, 'activity.nobody-of-role'],
	['from no day', { startsOn: 'soon' }, 'activity.not-a-day']
])('an activity %s', (_, more, code) => {
	const read = readActivity({ ...activity, ...more });
	expect(read.ok ? null : read.problem.code).toBe(code);
});

test('its cases are drawn from the open ones that it is about, with the usual exclusions', () => {
	const cases = { ...wholeCaseload, stages: ['child-protection' as const], teams: ['Riverside'], months: 6 };
	const rule = ruleOf(cases, 25);
	expect(samplingRule.parse(rule)).toEqual(rule);
	expect(rule.filters).toEqual([
		{ column: 'open', is: true },
		{ column: 'stage', is: ['child-protection'] },
		{ column: 'team', is: ['Riverside'] }
	]);
	expect(rule.exclusions).toContainEqual({ reason: 'audited-recently', months: 6 });
	expect(rule.method).toEqual({
		kind: 'stratified',
		by: 'team',
		sizes: { share: 'proportional', size: 25, minimum: 0 }
	});
	const alike = ruleOf({ ...wholeCaseload, months: 0, groupsBy: null }, 3);
	expect(alike.exclusions.map(({ reason }) => reason)).not.toContain('audited-recently');
	expect(alike.method).toEqual({ kind: 'simple-random', size: 3 });
});

test('what ships can be put on the programme as it is', () => {
	const shipped = shippedActivities('2026-03-12');
	expect(shipped.map(({ id }) => id)).toEqual([...shippedIds]);
	for (const { activity: one } of shipped) expect(readActivity(one)).toEqual({ ok: true, value: one });
	expect(shipped.find(({ id }) => id === 'plans-25')?.activity).toMatchObject({ number: 25, period: 'half-year' });
});
