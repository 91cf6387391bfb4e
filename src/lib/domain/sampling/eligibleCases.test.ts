import { expect, test } from 'vitest';
import type { FrameCase } from '../frames/SamplingFrame.ts';
import { eligibleCases, matches, type CaseStanding } from './eligibleCases.ts';
import { aCase, aFrame, aRule } from './sampling.fixture.ts';
import { caseFilter, samplingRule, usualExclusions, type CaseFilter, type ExclusionRule } from './SamplingRule.ts';

const today = '2026-03-12';

test.each<[CaseFilter, Partial<FrameCase>, boolean]>([
	[{ column: 'stage', is: ['child-protection', 'child-in-need'] }, {}, true],
	[{ column: 'stage', is: ['looked-after'] }, {}, false],
	[{ column: 'team', is: ['North 1'] }, {}, true],
	[{ column: 'team', is: ['North 1'] }, { team: null }, false],
	[{ column: 'placement', is: ['P1'] }, {}, false],
	[{ column: 'placement', is: ['P1'] }, { placement: 'P1' }, true],
	[{ column: 'open', is: true }, {}, true],
	[{ column: 'disability', is: false }, {}, false],
	[{ column: 'disability', is: false }, { disability: false }, true],
	[{ column: 'lists', is: [7, 8] }, { lists: [3, 7] }, true],
	[{ column: 'lists', is: [7, 8] }, {}, false],
	[{ column: 'previousPlans', atLeast: 1 }, { previousPlans: 1 }, true],
	[{ column: 'previousPlans', atLeast: 1 }, {}, false],
	[{ column: 'placements', atLeast: 2, atMost: 3 }, { placements: 4 }, false],
	[{ date: 'cinStartedOn', from: '2025-12-01' }, { dates: { cinStartedOn: '2025-12-01' } }, true],
	[{ date: 'cinStartedOn', from: '2025-12-01' }, { dates: { cinStartedOn: '2025-11-30' } }, false],
	[{ date: 'cinStartedOn', to: '2026-01-01' }, {}, false]
])('the filter %j on a case with %j: %s', (filter, more, is) => {
	expect(caseFilter.parse(filter)).toEqual(filter);
	expect(matches(aCase('9X-1', more), filter)).toBe(is);
});

test.each<[ExclusionRule, CaseStanding, boolean]>([
	[{ reason: 'audited-recently', months: 12 }, { lastAuditedOn: '2025-03-13' }, true],
	[{ reason: 'audited-recently', months: 12 }, { lastAuditedOn: '2025-03-12' }, false],
	[{ reason: 'audited-recently', months: 12 }, {}, false],
	[{ reason: 'restricted-record' }, { isRestricted: true }, true],
	[{ reason: 'open-complaint' }, { hasOpenComplaint: true }, true],
	[{ reason: 'in-open-sample' }, { isInOpenSample: true }, true],
	[{ reason: 'by-hand', caseRef: '9X-1', because: 'Move today' }, {}, true],
	[{ reason: 'by-hand', caseRef: '9X-2', because: 'Move today' }, {}, false]
])('the exclusion %j of a case with %j: %s', (exclusion, standing, isOut) => {
	const found = eligibleCases(
		aFrame([aCase('9X-1')]),
		aRule({ exclusions: [exclusion] }),
		new Map([['9X-1', standing]]),
		today
	);
	expect(found.excluded).toEqual(isOut ? [{ caseRef: '9X-1', reason: exclusion.reason }] : []);
	expect(found.eligible).toHaveLength(isOut ? 0 : 1);
});

test('a plan under ten days old is too new to judge', () => {
	const rule = aRule({ exclusions: [{ reason: 'begun-recently', date: 'cinStartedOn', days: 10 }] });
	const cases = [
		aCase('9X-1', { dates: { cinStartedOn: '2026-03-03' } }),
		aCase('9X-2', { dates: { cinStartedOn: '2026-03-02' } })
	];
	expect(eligibleCases(aFrame(cases), rule, new Map(), today).eligible.map(({ caseRef }) => caseRef)).toEqual(['9X-2']);
});

test('the sibling of a child in an open sample is left out', () => {
	const standings = new Map([
		['9X-0', { isInOpenSample: true, household: 'h1' }],
		['9X-1', { household: 'h1' }]
	]);
	const rule = aRule({ exclusions: [{ reason: 'sibling-in-open-sample' }] });
	expect(eligibleCases(aFrame([aCase('9X-1')]), rule, standings, today).excluded).toEqual([
		{ caseRef: '9X-1', reason: 'sibling-in-open-sample' }
	]);
});

test('a re-audit draws cases that were audited', () => {
	const rule = aRule({ exclusions: [{ reason: 'audited-recently', months: 12 }], isReaudit: true });
	const standings = new Map([['9X-1', { lastAuditedOn: '2026-03-01' }]]);
	expect(eligibleCases(aFrame([aCase('9X-1')]), rule, standings, today).eligible).toHaveLength(1);
});

test('a worker is not audited twice in three months, to the day, and in a re-audit nobody asks', () => {
	const rule = aRule({ exclusions: [{ reason: 'worker-audited-recently', months: 3 }] });
	const excluded = (workerLastAuditedOn: string, more = {}) =>
		eligibleCases(
			aFrame([aCase('9X-1'), aCase('9X-2')]),
			{ ...rule, ...more },
			new Map([['9X-1', { workerLastAuditedOn }]]),
			'2026-03-12'
		).excluded;
	expect(excluded('2025-12-13')).toEqual([{ caseRef: '9X-1', reason: 'worker-audited-recently' }]);
	expect(excluded('2025-12-12')).toEqual([]);
	expect(excluded('2026-03-01', { isReaudit: true })).toEqual([]);
});

test('a case with two reasons counts once, under the first', () => {
	const standings = new Map([['9X-1', { isRestricted: true, hasOpenComplaint: true }]]);
	const { matched, excluded } = eligibleCases(
		aFrame([aCase('9X-1')]),
		aRule({ exclusions: [...usualExclusions] }),
		standings,
		today
	);
	expect([matched, excluded]).toEqual([1, [{ caseRef: '9X-1', reason: 'restricted-record' }]]);
});

test('a case that the filters leave out is not counted as excluded', () => {
	const rule = aRule({ filters: [{ column: 'open', is: false }], exclusions: [...usualExclusions] });
	const standings = new Map([['9X-1', { isRestricted: true }]]);
	expect(eligibleCases(aFrame([aCase('9X-1')]), rule, standings, today)).toEqual({
		matched: 0,
		excluded: [],
		eligible: []
	});
});

test('cases come out by case number, by code unit', () => {
	const cases = ['9X-b', '9X-B', '9X-10', '9X-9'].map((caseRef) => aCase(caseRef));
	const { eligible } = eligibleCases(aFrame(cases), aRule(), new Map(), today);
	expect(eligible.map(({ caseRef }) => caseRef)).toEqual(['9X-10', '9X-9', '9X-B', '9X-b']);
});

test('a rule from a form is parsed, and one with an unknown column is not', () => {
	expect(samplingRule.safeParse(aRule({ exclusions: [...usualExclusions] })).success).toBe(true);
	expect(samplingRule.safeParse({ ...aRule(), filters: [{ column: 'surname', is: ['x'] }] }).success).toBe(false);
	expect(samplingRule.safeParse(aRule({ method: { kind: 'simple-random', size: 0 } })).success).toBe(false);
});
