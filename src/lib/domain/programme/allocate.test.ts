import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../shared/Result.ts';
import {
	usualPolicy,
	type Allocate,
	type Auditor,
	type CaseToAllocate,
	type IndependencePolicy
} from './Allocation.ts';
import { allocate, type Allocation } from './allocate.ts';

import { mayAudit } from './mayAudit.ts';
import { aCase, anAuditor } from './programme.fixture.ts';

const today = '2026-03-12';
const dueOn = '2026-03-31';
const warns: IndependencePolicy = { ...usualPolicy, ownTeam: 'warned' };

test('25 plans among six auditors of different teams: everyone four or five, nobody their own', () => {
	const teams = ['north', 'south', 'east', 'west', 'leaving-care', 'early-help'];
	const cases = Array.from({ length: 25 }, (_, index) =>
		aCase(`9X-${100 + index}`, { team: teams[index % 6] ?? null })
	);
	const { allocated, unallocated, loads } = share(
		cases,
		teams.map((team) => anAuditor(`tm.${team}`, { teams: [team], capacity: 6 }))
	);
	expect(unallocated).toEqual([]);
	expect(loads.map(({ given }) => given).sort()).toEqual([4, 4, 4, 4, 4, 5]);
	for (const { caseRef, auditor } of allocated) {
		expect(`tm.${cases.find((one) => one.caseRef === caseRef)?.team}`).not.toBe(auditor);
	}
});

test('who carries more already, gets less', () => {
	const { loads } = share(many(5), [anAuditor('ada', { load: 3, capacity: 9 }), anAuditor('ben', { capacity: 9 })]);
	expect(loads).toEqual([
		{ auditor: 'ada', before: 3, given: 1, capacity: 9 },
		{ auditor: 'ben', before: 0, given: 4, capacity: 9 }
	]);
});

test('two who would be equally full: the one who was given fewer', () => {
	const { loads } = share(many(2), [anAuditor('ada', { capacity: 1 }), anAuditor('ben', { capacity: 2 })]);
	expect(loads.map(({ given }) => given)).toEqual([1, 1]);
});

test('shares go by capacity', () => {
	const { loads } = share(many(9), [anAuditor('ada', { capacity: 4 }), anAuditor('ben', { capacity: 8 })]);
	expect(loads.map(({ given }) => given)).toEqual([3, 6]);
});

test('a case only one may take makes room with them', () => {
	const cases = [aCase('9X-1', { decisionMakers: ['ben'] }), aCase('9X-2'), aCase('9X-3', { decisionMakers: ['ben'] })];
	const { allocated } = share(cases, [anAuditor('ada', { capacity: 2 }), anAuditor('ben', { capacity: 2 })]);
	expect(allocated.map(({ auditor }) => auditor)).toEqual(['ada', 'ben', 'ada']);
});

test('each case says why this auditor, and why not the others', () => {
	const cases = [aCase('9X-1', { worker: 'ben', decisionMakers: ['ben', 'cat'] }), aCase('9X-2')];
	const { allocated } = share(
		cases,
		['ada', 'ben', 'cat'].map((id) => anAuditor(id))
	);
	expect(allocated[0]).toEqual({
		caseRef: '9X-1',
		auditor: 'ada',
		because: { code: 'allocation.only-one', facts: { load: 1, capacity: 4 } },
		warnings: [],
		barred: [
			{ code: 'allocation.decided-on-case', count: 1 },
			{ code: 'allocation.own-case', count: 1 }
		]
	});
	expect(allocated[1]?.because).toEqual({ code: 'allocation.least-full', facts: { of: 3, load: 1, capacity: 4 } });
});

test('what nobody may take is left, with the reason', () => {
	const cases = [aCase('9X-1', { worker: 'ada', supervisor: 'ben' }), aCase('9X-2'), aCase('9X-3')];
	const { allocated, unallocated } = share(cases, [
		anAuditor('ada', { capacity: 1 }),
		anAuditor('ben', { capacity: 0 })
	]);
	expect(allocated).toHaveLength(1);
	expect(unallocated).toEqual([
		{
			caseRef: '9X-1',
			because: { code: 'allocation.nobody-independent' },
			barred: [
				{ code: 'allocation.own-case', count: 1 },
				{ code: 'allocation.supervises-worker', count: 1 }
			]
		},
		{ caseRef: '9X-3', because: { code: 'allocation.everyone-full', facts: { of: 2 } }, barred: [] }
	]);
});

test('who is away or excused gets nothing, and is named', () => {
	const away = anAuditor('ada', { leave: [{ from: '2026-03-01', to: '2026-04-30' }] });
	const { loads, unavailable } = share(many(3), [away, anAuditor('ben')]);
	expect(loads.map(({ auditor }) => auditor)).toEqual(['ben']);
	expect(unavailable).toEqual([{ auditor: 'ada', reasons: [{ code: 'allocation.away', facts: { dueOn } }] }]);
	expect(share(many(1), [away]).unallocated[0]?.because).toEqual({ code: 'allocation.nobody-available' });
});

test('a warning is avoided even where the loads come out less even', () => {
	const { allocated } = share(many(3), [anAuditor('ada', { teams: ['north'] }), anAuditor('ben')], warns);
	expect(allocated.map(({ auditor, warnings }) => [auditor, warnings.length])).toEqual([
		['ben', 0],
		['ben', 0],
		['ben', 0]
	]);
});

test('a warning is taken where the case would else be left', () => {
	const { allocated } = share(
		many(2),
		[anAuditor('ada', { teams: ['north'] }), anAuditor('ben', { capacity: 1 })],
		warns
	);
	expect(allocated.flatMap(({ warnings }) => warnings)).toEqual([
		{ code: 'allocation.own-team', facts: { team: 'north' } }
	]);
});

test('between two who are equally full the seed decides', () => {
	const both = [anAuditor('ada'), anAuditor('ben')];
	const winners = ['417-heron', '418-heron', '419-heron', '420-heron', '421-heron', '422-heron'].map(
		(seed) => must(resultOf({ cases: many(1), auditors: both, seed }).allocated[0], 'an allocation').auditor
	);
	expect(new Set(winners)).toEqual(new Set(['ada', 'ben']));
});

test.each<[Partial<Allocate>, string]>([
	[{ dueOn: '2026-03-11' }, 'allocation.due-in-past'],
	[{ cases: [] }, 'allocation.no-cases'],
	[{ auditors: [] }, 'allocation.no-auditors'],
	[{ cases: [aCase('9X-1'), aCase('9X-1')] }, 'allocation.duplicate-case']
])('%j is refused', (more, code) => {
	const done = allocate({
		cases: many(2),
		auditors: [anAuditor('ada')],
		policy: usualPolicy,
		today,
		dueOn,
		seed: '417-heron',
		...more
	});
	expect(done).toMatchObject({ ok: false, problem: { code } });
});

test('100 cases among 50 auditors are shared in good time', () => {
	const teams = Array.from({ length: 10 }, (_, index) => `team-${index}`);
	const auditors = Array.from({ length: 50 }, (_, index) =>
		anAuditor(`p${index}`, { teams: [teams[index % 10] ?? ''], capacity: 1 + (index % 5), load: index % 2 })
	);
	const cases = Array.from({ length: 100 }, (_, index) =>
		aCase(`9X-${1000 + index}`, { team: teams[index % 10] ?? null, decisionMakers: [`p${index % 50}`] })
	);
	const started = performance.now();
	expect(share(cases, auditors, warns).allocated).toHaveLength(100);
	expect(performance.now() - started).toBeLessThan(2000);
});

const people = ['ada', 'ben', 'cat'];
const some = fc.constantFrom<string | null>('ada', 'ben', 'cat', 'zoe', null);
const worlds = fc.record({
	auditors: fc
		.tuple(
			...people.map(() => fc.record({ capacity: fc.nat(5), load: fc.nat(2), team: fc.constantFrom('north', 'south') }))
		)
		.map((rows) =>
			rows.map(({ capacity, load, team }, index) => anAuditor(people[index] ?? '', { capacity, load, teams: [team] }))
		),
	cases: fc
		.array(
			fc.record({
				worker: some,
				supervisor: some,
				decisionMakers: fc.subarray(people),
				team: fc.constantFrom('north', 'south', 'west')
			}),
			{
				minLength: 1,
				maxLength: 5
			}
		)
		.map((rows) => rows.map((row, index) => aCase(`9X-${index}`, row))),
	policy: fc.constantFrom(usualPolicy, warns)
});

test('nobody gets a case they work with, nor one their policy bars, nor more than they can carry', () => {
	fc.assert(
		fc.property(worlds, ({ auditors, cases, policy }) => {
			const { allocated, unallocated, loads } = share(cases, auditors, policy);
			expect([...allocated, ...unallocated].map(({ caseRef }) => caseRef).sort()).toEqual(
				cases.map(({ caseRef }) => caseRef)
			);
			for (const { caseRef, auditor } of allocated) {
				const one = must(
					cases.find((given) => given.caseRef === caseRef),
					caseRef
				);
				expect([one.worker, one.supervisor, ...one.decisionMakers]).not.toContain(auditor);
				expect(
					mayAudit(
						must(
							auditors.find(({ id }) => id === auditor),
							auditor
						),
						one,
						policy,
						today
					).may
				).not.toBe('barred');
			}
			for (const { before, given, capacity } of loads) expect(given === 0 || before + given <= capacity).toBe(true);
		})
	);
});

test('no other way gives more cases, or fewer warnings, or fuller people fewer of them', () => {
	fc.assert(
		fc.property(worlds, ({ auditors, cases, policy }) => {
			expect(worth(share(cases, auditors, policy), auditors, steps)).toEqual(bestOf(cases, auditors, policy, steps));
		}),
		{ numRuns: 300 }
	);
});

test('where all can carry as much, no other way has loads that differ less', () => {
	fc.assert(
		fc.property(worlds, ({ auditors, cases, policy }) => {
			const equals = auditors.map((auditor) => ({ ...auditor, capacity: 4 }));
			expect(worth(share(cases, equals, policy), equals, loadsDown)).toEqual(bestOf(cases, equals, policy, loadsDown));
		}),
		{ numRuns: 300 }
	);
});

test('the order of people and cases makes no difference', () => {
	fc.assert(
		fc.property(worlds, ({ auditors, cases, policy }) => {
			expect(share([...cases].reverse(), [...auditors].reverse(), policy)).toEqual(share(cases, auditors, policy));
		})
	);
});

type Judge = (auditors: readonly Auditor[], given: readonly number[]) => number[];

/** How full each case given left its auditor, the fullest first. */
function steps(auditors: readonly Auditor[], given: readonly number[]): number[] {
	return auditors
		.flatMap(({ load, capacity }, at) =>
			Array.from({ length: given[at] ?? 0 }, (_, index) => (load + index + 1) / capacity)
		)
		.sort((one, other) => other - one);
}

/** The loads, the highest first. */
function loadsDown(auditors: readonly Auditor[], given: readonly number[]): number[] {
	return auditors.map(({ load }, at) => load + (given[at] ?? 0)).sort((one, other) => other - one);
}

/** The best of every way there is: cases given, then warnings, then as the judge says. */
function bestOf(
	cases: readonly CaseToAllocate[],
	auditors: readonly Auditor[],
	policy: IndependencePolicy,
	judge: Judge
): number[] {
	const found: number[][] = [];
	const given = auditors.map(() => 0);
	const tryFrom = (index: number, warned: number): void => {
		const one = cases[index];
		if (one === undefined) {
			const total = given.reduce((sum, count) => sum + count, 0);
			found.push([-total, warned, ...judge(auditors, given)]);
			return;
		}
		tryFrom(index + 1, warned);
		for (const [at, auditor] of auditors.entries()) {
			const { may } = mayAudit(auditor, one, policy, today);
			const count = given[at] ?? 0;
			if (may === 'barred' || auditor.load + count + 1 > auditor.capacity) continue;
			given[at] = count + 1;
			tryFrom(index + 1, warned + (may === 'warned' ? 1 : 0));
			given[at] = count;
		}
	};
	tryFrom(0, 0);
	return found.reduce((best, other) => (isBefore(other, best) ? other : best));
}

function worth({ allocated, loads }: Allocation, auditors: readonly Auditor[], judge: Judge): number[] {
	const given = auditors.map(
		({ id }) =>
			must(
				loads.find(({ auditor }) => auditor === id),
				id
			).given
	);
	const warned = allocated.filter(({ warnings }) => warnings.length > 0).length;
	return [-allocated.length, warned, ...judge(auditors, given)];
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
	const at = one.findIndex((value, index) => value !== other[index]);
	return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}

function many(count: number): CaseToAllocate[] {
	return Array.from({ length: count }, (_, index) => aCase(`9X-${index}`));
}

function share(cases: readonly CaseToAllocate[], auditors: readonly Auditor[], policy = usualPolicy): Allocation {
	return resultOf({ cases, auditors, policy });
}

function resultOf(given: Pick<Allocate, 'cases' | 'auditors'> & Partial<Allocate>): Allocation {
	const done = allocate({ policy: usualPolicy, today, dueOn, seed: '417-heron', ...given });
	return must(done.ok ? done.value : null, 'an allocation');
}
