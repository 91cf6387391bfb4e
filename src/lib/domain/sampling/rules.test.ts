import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageBands, stages } from '../frames/SamplingFrame.ts';
import { drawSample } from './drawSample.ts';
import { eligibleCases, matches, type CaseStanding } from './eligibleCases.ts';
import { casesIn } from './Sample.ts';
import { aCase, aContext, aFrame, aRule } from './sampling.fixture.ts';
import { caseFilter, samplingRule, usualExclusions, type CaseFilter, type SamplingMethod } from './SamplingRule.ts';

const on = '2026-03-12';
const anyDay = fc
	.integer({ min: 0, max: 800 })
	.map((days) => new Date(Date.UTC(2024, 6, 1 + days)).toISOString().slice(0, 10));

const anyCase = fc
	.record({
		number: fc.nat(12),
		stage: fc.constantFrom(...stages),
		ageBand: fc.constantFrom(...ageBands),
		team: fc.constantFrom(null, 'North 1', 'South 2'),
		open: fc.boolean(),
		previousPlans: fc.option(fc.nat(4)),
		dates: fc.record({ cppStartedOn: anyDay, cppVisitOn: anyDay }, { requiredKeys: [] })
	})
	.map(({ number, ...known }) => aCase(`9X-${100 + number}`, known));
const anyCases = fc.uniqueArray(anyCase, { selector: (one) => one.caseRef, maxLength: 13 });

const anyStanding: fc.Arbitrary<CaseStanding> = fc.record(
	{
		lastAuditedOn: anyDay,
		isRestricted: fc.boolean(),
		hasOpenComplaint: fc.boolean(),
		isInOpenSample: fc.boolean(),
		household: fc.constantFrom('a', 'b', 'c')
	},
	{ requiredKeys: [] }
);
const anyStandings = fc
	.array(fc.tuple(fc.nat(12), anyStanding))
	.map((all) => new Map(all.map(([number, standing]) => [`9X-${100 + number}`, standing])));

const anyFilter: fc.Arbitrary<CaseFilter> = fc.oneof(
	fc.record({ column: fc.constant('stage' as const), is: fc.subarray([...stages], { minLength: 1 }) }),
	fc.record({
		column: fc.constant('team' as const),
		is: fc.constantFrom<string[]>(['North 1'], ['South 2', 'North 1'])
	}),
	fc.record({ column: fc.constant('open' as const), is: fc.boolean() }),
	fc.record({ column: fc.constant('previousPlans' as const), atLeast: fc.nat(4) }),
	fc.record({ date: fc.constant('cppVisitOn' as const), from: anyDay, to: anyDay })
);

describe('who may be drawn', () => {
	test('whatever matched is excluded or eligible, never both, and nobody else is', () => {
		fc.assert(
			fc.property(anyCases, anyStandings, fc.array(anyFilter, { maxLength: 3 }), (cases, standings, filters) => {
				const rule = aRule({ filters, exclusions: [...usualExclusions] });
				const { matched, excluded, eligible } = eligibleCases(aFrame(cases), rule, standings, on);
				const named = [...excluded, ...eligible].map((one) => one.caseRef);
				const wanted = cases.filter((one) => filters.every((filter) => matches(one, filter)));
				expect(matched).toBe(wanted.length);
				expect(named.sort()).toEqual(wanted.map((one) => one.caseRef).sort());
			})
		);
	});

	test('an exclusion more never lets anybody in, and a filter more neither', () => {
		fc.assert(
			fc.property(
				anyCases,
				anyStandings,
				anyFilter,
				fc.nat(usualExclusions.length),
				(cases, standings, filter, some) => {
					const refs = (rule: ReturnType<typeof aRule>) =>
						eligibleCases(aFrame(cases), rule, standings, on).eligible.map((one) => one.caseRef);
					const fewer = refs(aRule({ exclusions: usualExclusions.slice(0, some) }));
					for (const ref of refs(aRule({ exclusions: [...usualExclusions] }))) expect(fewer).toContain(ref);
					const all = refs(aRule());
					for (const ref of refs(aRule({ filters: [filter] }))) expect(all).toContain(ref);
				}
			)
		);
	});

	test('nobody restricted, under complaint or in an open sample is ever drawn, by any method', () => {
		const anyMethod = fc.constantFrom<SamplingMethod>(
			{ kind: 'simple-random', size: 2 },
			{ kind: 'systematic', size: 2, orderedBy: 'team' },
			{ kind: 'stratified', by: 'stage', sizes: { share: 'equal', size: 2 } },
			{ kind: 'risk-weighted', size: 2, risks: [{ when: { column: 'open', is: true }, tickets: 3 }] },
			{ kind: 'whole-cohort' }
		);
		fc.assert(
			fc.property(anyCases, anyStandings, anyMethod, (cases, standings, method) => {
				const rule = aRule({ method, exclusions: [...usualExclusions] });
				const drawn = drawSample(aFrame(cases), rule, '417-heron', aContext(Object.fromEntries(standings)));
				if (!drawn.ok) return;
				for (const { caseRef } of casesIn(drawn.value)) {
					const { isRestricted, hasOpenComplaint, isInOpenSample } = standings.get(caseRef) ?? {};
					expect([isRestricted, hasOpenComplaint, isInOpenSample]).not.toContain(true);
				}
			}),
			{ numRuns: 1000 }
		);
	});
});

describe('a rule as a form sends it', () => {
	test.each([
		['of no cases', { method: { kind: 'simple-random', size: 0 } }],
		['of more cases than any council audits', { method: { kind: 'simple-random', size: 2001 } }],
		['of half a case', { method: { kind: 'systematic', size: 2.5, orderedBy: 'team' } }],
		[
			'stratified by what names a child',
			{ method: { kind: 'stratified', by: 'caseRef', sizes: { share: 'equal', size: 2 } } }
		],
		['weighted by no risk', { method: { kind: 'risk-weighted', size: 2, risks: [] } }],
		['nominating nobody', { method: { kind: 'nominated', caseRefs: [] } }],
		['by a method nobody knows', { method: { kind: 'convenience', size: 2 } }],
		[
			'that leaves someone out by hand and does not say why',
			{ exclusions: [{ reason: 'by-hand', caseRef: '9X-1', because: '' }] }
		],
		['that leaves out by a reason nobody knows', { exclusions: [{ reason: 'inconvenient' }] }],
		['with a member more', { alsoDraw: ['9X-1'] }]
	])('is refused: %s', (_, more) => {
		expect(samplingRule.safeParse(aRule()).success).toBe(true);
		expect(samplingRule.safeParse({ ...aRule(), ...more }).success).toBe(false);
	});

	test.each([
		[{ column: 'stage', is: [] }],
		[{ column: 'stage', is: ['nursery'] }],
		[{ column: 'bornOn', is: ['2015-03-12'] }],
		[{ date: 'bornOn', from: '2015-03-12' }],
		[{ date: 'cppVisitOn', from: '2026-02-30' }],
		[{ column: 'lists', is: [12] }],
		[{ column: 'open', is: 'yes' }]
	])('filters by nothing that is not kept: %j', (filter) => {
		expect(caseFilter.safeParse(filter).success).toBe(false);
	});

	test('every filter that can be made can be sent and comes back as it was', () => {
		fc.assert(
			fc.property(anyFilter, (filter) => {
				expect(caseFilter.parse(JSON.parse(JSON.stringify(filter)))).toEqual(filter);
			})
		);
	});
});
