import { expect, test } from 'vitest';
import { must } from '../shared/Result.ts';
import { usualPolicy, type Auditor, type CaseToAllocate } from './Allocation.ts';
import { allocate } from './allocate.ts';
import { aCase, anAuditor } from './programme.fixture.ts';

const today = '2026-12-14';
const dueOn = '2026-12-24';
const leave = [{ from: '2026-12-01', to: '2027-01-04' }];
const exempt = { until: '2027-01-31', approvedBy: 'director', reason: 'New in post' };
const themed = (caseRef: string) => aCase(caseRef, { family: 'themed' });

test.each<[string, Auditor[], CaseToAllocate[], readonly [string, number]]>([
	['all are on leave', [anAuditor('ada', { leave }), anAuditor('ben', { leave })], [aCase('1')], ['leave', 1]],
	['all are excused', [anAuditor('ada', { exempt })], [aCase('1')], ['exemption', 1]],
	[
		'nobody has room',
		[anAuditor('ada', { capacity: 0 }), anAuditor('ben', { load: 4 })],
		[aCase('1')],
		['capacity', 1]
	],
	['nobody is trained', [anAuditor('ada', { trainedFor: ['dip'] })], [themed('1'), themed('2')], ['training', 2]],
	['all are of the team', [anAuditor('ada', { teams: ['north'] })], [aCase('1')], ['own-team', 1]]
])('where %s, it is named as what to relax, with how many cases that frees', (_, auditors, cases, [rule, freed]) => {
	expect(relaxFor(auditors, cases)[0]).toEqual({ rule, cases: freed });
});

test('the one that frees most comes first', () => {
	const auditors = [anAuditor('ada', { capacity: 1 }), anAuditor('ben', { capacity: 4, trainedFor: ['dip'] })];
	const cases = [themed('1'), themed('2'), themed('3'), themed('4'), themed('5'), themed('6')];
	expect(relaxFor(auditors, cases)).toEqual([
		{ rule: 'capacity', cases: 5 },
		{ rule: 'training', cases: 4 }
	]);
});

test('where no rule alone is in the way, all of them are named together', () => {
	const both = [anAuditor('ada', { leave, capacity: 0 })];
	expect(relaxFor(both, [aCase('1')])).toEqual([{ rule: 'all-of-them', cases: 1 }]);
});

test('worker, supervisor, decision-maker and a conflict of interest are never to be relaxed', () => {
	const cases = [
		aCase('1', { worker: 'ada' }),
		aCase('2', { supervisor: 'ada' }),
		aCase('3', { decisionMakers: ['ada'] }),
		aCase('4', { worker: 'wyn' })
	];
	const ada = anAuditor('ada', { conflicts: [{ kind: 'worker', of: 'wyn' }] });
	const { allocated, unallocated, relax } = share([ada], cases);
	expect([allocated, relax]).toEqual([[], []]);
	expect(unallocated.flatMap(({ barred }) => barred.map(({ code }) => code))).toEqual([
		'allocation.own-case',
		'allocation.supervises-worker',
		'allocation.decided-on-case',
		'allocation.conflict'
	]);
});

test('nothing is to be relaxed where everything is given', () => {
	expect(relaxFor([anAuditor('ada')], [aCase('1')])).toEqual([]);
});

function share(auditors: readonly Auditor[], cases: readonly CaseToAllocate[]) {
	const done = allocate({ auditors, cases, policy: usualPolicy, today, dueOn, seed: '417-heron' });
	return must(done.ok ? done.value : null, 'an allocation');
}

function relaxFor(auditors: readonly Auditor[], cases: readonly CaseToAllocate[]) {
	return share(auditors, cases).relax;
}
