import { expect, test } from 'vitest';
import { samplingRule } from '#lib/domain/sampling/SamplingRule.ts';
import { readOrder, readTemplateRef, ruleFrom, withoutFilter } from './readOrder.ts';

const read = (query: string) => readOrder(new URLSearchParams(query));
const rule = (query: string) => ruleFrom(read(query));

test('an empty order is the usual one: open cases, the usual exclusions, by stage in proportion', () => {
	expect(rule('')).toEqual({
		filters: [{ column: 'open', is: true }],
		exclusions: [
			{ reason: 'restricted-record' },
			{ reason: 'open-complaint' },
			{ reason: 'audited-recently', months: 12 },
			{ reason: 'in-open-sample' },
			{ reason: 'sibling-in-open-sample' }
		],
		onePerHousehold: true,
		isReaudit: false,
		method: { kind: 'stratified', by: 'stage', sizes: { share: 'proportional', size: 12, minimum: 0 } }
	});
});

test('filters are read from ticks, names and dates', () => {
	const query = 'open=all&stage=child-in-need&stage=looked-after&age=1-4&plan=care-plan&team=Riverside&team=Beacon';
	expect(rule(`${query}&date=cppReviewOn&from-day=1&from-month=12&from-year=2025`).filters).toEqual([
		{ column: 'stage', is: ['child-in-need', 'looked-after'] },
		{ column: 'ageBand', is: ['1-4'] },
		{ column: 'planType', is: ['care-plan'] },
		{ column: 'team', is: ['Riverside', 'Beacon'] },
		{ date: 'cppReviewOn', from: '2025-12-01' }
	]);
});

test('my numbers are the numbers of each group', () => {
	expect(rule('method=stratified&share=fixed&n.child-in-need=7&n.looked-after=5').method).toEqual({
		kind: 'stratified',
		by: 'stage',
		sizes: {
			share: 'fixed',
			sizes: [
				{ stratum: 'child-in-need', size: 7 },
				{ stratum: 'looked-after', size: 5 }
			]
		}
	});
});

test('before there are numbers, my numbers begin in proportion', () => {
	expect(rule('share=fixed&size=25').method).toMatchObject({ sizes: { share: 'proportional', size: 25 } });
});

test('each method has its rule', () => {
	expect(rule('method=simple-random&size=9').method).toEqual({ kind: 'simple-random', size: 9 });
	expect(rule('method=systematic&by=team&size=9').method).toEqual({ kind: 'systematic', size: 9, orderedBy: 'team' });
	expect(rule('method=whole-cohort').method).toEqual({ kind: 'whole-cohort' });
	expect(rule('method=nominated&cases=9X-1, 9X-2%0A9X-1').method).toEqual({
		kind: 'nominated',
		caseRefs: ['9X-1', '9X-2']
	});
	expect(rule('method=risk-weighted&risk=moves&size=9').method).toEqual({
		kind: 'risk-weighted',
		size: 9,
		risks: [{ when: { column: 'placements', atLeast: 3 }, tickets: 2 }]
	});
});

test('a re-audit and the months of the exclusion are the person’s to say', () => {
	expect(rule('months=0').exclusions.map(({ reason }) => reason)).not.toContain('audited-recently');
	expect(rule('reaudit=yes').isReaudit).toBe(true);
	expect(rule('newDays=10&newDate=cinStartedOn').exclusions.at(-1)).toEqual({
		reason: 'begun-recently',
		date: 'cinStartedOn',
		days: 10
	});
});

test('a worker not audited twice in so many months is not audited twice in the sample either, but in a re-audit', () => {
	expect(rule('workerMonths=3').onePerWorker).toBe(true);
	expect(rule('workerMonths=3&reaudit=yes').onePerWorker).toBeUndefined();
	expect(rule('').onePerWorker).toBeUndefined();
});

test('whatever stands in the address, the rule is one that the domain takes', () => {
	const wild = ['size=-4', 'size=99999999', 'n.x=abc', 'method=moon&by=team&share=half', 'months=1e9', 'stage=&team='];
	for (const query of wild) expect(samplingRule.safeParse(rule(query)).success, query).toBe(true);
});

test('a template is named with its version', () => {
	expect(readTemplateRef('t07~2')).toEqual({ id: 't07', ver: 2 });
	expect(readTemplateRef('t07')).toBeNull();
	expect(readTemplateRef(null)).toBeNull();
});

test('a filter is taken away by its chip', () => {
	const query = new URLSearchParams('/draw&stage=referral&date=cppReviewOn&from-day=1&size=9');
	expect(withoutFilter(query, 'date')).toBe('/sampling/new?stage=referral&size=9');
	expect(withoutFilter(new URLSearchParams('size=9'), 'open')).toBe('/sampling/new?size=9&open=all');
});
