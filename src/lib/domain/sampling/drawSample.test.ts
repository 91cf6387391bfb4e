import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FrameCase } from '../frames/SamplingFrame.ts';
import { must } from '../shared/Result.ts';
import { drawSample, strataFor } from './drawSample.ts';
import { drawsAgain } from './replaceCase.ts';
import { casesIn, type Sample } from './Sample.ts';
import { aCase, aContext, aFrame, aRule, casesOf } from './sampling.fixture.ts';
import { usualExclusions, type SamplingRule } from './SamplingRule.ts';
import { makeSeed } from './seed.ts';

const seed = '417-heron';
/** Worked out with sha256sum and sort, as DRAW.md shows. */
const firstVersion = ['9X-100005', '9X-100096', '9X-100027', '9X-100081', '9X-100065'];
const plans = [
	...casesOf(71, { planType: 'Child in need' }, '9X-1'),
	...casesOf(52, { planType: 'Child protection' }, '9X-2'),
	...casesOf(48, { planType: 'Looked after' }, '9X-3'),
	...casesOf(24, { planType: 'Pathway plan' }, '9X-4'),
	...casesOf(9, { planType: null }, '9X-5')
];

test('the draw of the first version of the algorithm, which may never change', () => {
	expect(refs(draw(casesOf(100)))).toEqual(firstVersion);
});

test('25 plans in five groups', () => {
	const sample = draw(
		plans,
		aRule({ method: { kind: 'stratified', by: 'planType', sizes: { share: 'proportional', size: 25, minimum: 2 } } })
	);
	expect(sample.drawn).toHaveLength(25);
	expect(sample.strata).toEqual([
		{ stratum: 'Child in need', available: 71, size: 8 },
		{ stratum: 'Child protection', available: 52, size: 6 },
		{ stratum: 'Looked after', available: 48, size: 6 },
		{ stratum: 'Pathway plan', available: 24, size: 3 },
		{ stratum: 'not-known', available: 9, size: 2 }
	]);
});

test('the sample remembers what drawing it again needs', () => {
	expect(
		draw(casesOf(20), aRule({ exclusions: [...usualExclusions] }), { '9X-100003': { isRestricted: true } })
	).toMatchObject({
		algorithm: 'dipper-draw-1',
		frame: { id: 'frame-1', takenOn: '2026-03-09', source: 'Annex A', size: 20 },
		seed,
		matched: 20,
		excluded: [{ caseRef: '9X-100003', reason: 'restricted-record' }],
		drawnBy: 'ruth',
		replacements: [],
		warnings: []
	});
});

test('what was left out is never drawn', () => {
	const sample = draw(casesOf(6), aRule({ exclusions: [{ reason: 'open-complaint' }] }), {
		'9X-100002': { hasOpenComplaint: true }
	});
	expect(refs(sample).sort()).toEqual(['9X-100000', '9X-100001', '9X-100003', '9X-100004', '9X-100005']);
});

test('one child of a household is drawn, and the sibling whose turn came later is named', () => {
	const household = { household: 'h1' };
	const rule = aRule({ onePerHousehold: true, method: { kind: 'simple-random', size: 2 } });
	const sample = draw(casesOf(3), rule, { '9X-100000': household, '9X-100001': household });
	expect(refs(sample)).toContain('9X-100002');
	expect(sample.drawn).toHaveLength(2);
	expect(
		problemOf(casesOf(3), aRule({ ...rule, method: { kind: 'simple-random', size: 3 } }), {
			'9X-100000': household,
			'9X-100001': household
		})
	).toEqual({
		code: 'sampling.households-too-few',
		facts: { stratum: 'all', wanted: 3, found: 2 }
	});
});

test('one case of a worker is drawn, however the name is written, and the record tells who shares one but not who', () => {
	const cases = [
		...casesOf(3, { worker: 'Lee Marsh' }, '9X-1'),
		...casesOf(2, { worker: ' lee\u00a0 MARSH' }, '9X-2'),
		...casesOf(1, { worker: 'Jo Bell' }, '9X-3'),
		...casesOf(2, { worker: null }, '9X-4')
	];
	const rule = aRule({ onePerWorker: true, method: { kind: 'simple-random', size: 4 } });
	const sample = draw(cases, rule);
	expect(sample.algorithm).toBe('dipper-draw-2');
	expect(refs(sample).filter((ref) => /^9X-[12]/.test(ref))).toHaveLength(1);
	expect(refs(sample).filter((ref) => /^9X-[34]/.test(ref))).toHaveLength(3);
	expect(new Set(sample.pool.map(({ worker }) => worker))).toEqual(new Set(['w1', 'w2', undefined]));
	expect(JSON.stringify(sample.pool)).not.toMatch(/marsh|bell/i);
	expect(drawsAgain(sample)).toBe(true);
	expect(problemOf(cases, { ...rule, method: { kind: 'simple-random', size: 5 } })).toEqual({
		code: 'sampling.workers-too-few',
		facts: { stratum: 'all', wanted: 5, found: 4 }
	});
});

test('a draw that does not ask for it has the name and the record it always had', () => {
	const sample = draw(casesOf(9, { worker: 'Lee Marsh' }), aRule());
	expect(sample.algorithm).toBe('dipper-draw-1');
	expect(sample.pool.some((one) => 'worker' in one)).toBe(false);
	const cohort = draw(
		casesOf(3, { worker: 'Lee Marsh' }),
		aRule({ onePerWorker: true, method: { kind: 'whole-cohort' } })
	);
	expect([cohort.algorithm, cohort.drawn.length]).toEqual(['dipper-draw-1', 3]);
});

test('a whole cohort is the whole, siblings too', () => {
	const rule = aRule({ onePerHousehold: true, method: { kind: 'whole-cohort' } });
	expect(
		draw(casesOf(3), rule, { '9X-100000': { household: 'h' }, '9X-100001': { household: 'h' } }).drawn
	).toHaveLength(3);
});

test('nominated cases come in the order they were named, and must be in the frame', () => {
	const named = (...caseRefs: string[]) => aRule({ method: { kind: 'nominated', caseRefs } });
	expect(refs(draw(casesOf(9), named('9X-100007', '9X-100001')))).toEqual(['9X-100007', '9X-100001']);
	expect(problemOf(casesOf(9), named('9X-7'))).toEqual({ code: 'sampling.not-in-frame', facts: { caseRef: '9X-7' } });
});

test('a systematic sample steps evenly through the list', () => {
	const cases = [...casesOf(40, { team: 'A' }, '9X-1'), ...casesOf(20, { team: 'B' }, '9X-2')];
	const sample = draw(cases, aRule({ method: { kind: 'systematic', size: 6, orderedBy: 'team' } }));
	expect(refs(sample).filter((ref) => ref.startsWith('9X-1'))).toHaveLength(4);
	expect(drawsAgain(sample)).toBe(true);
});

test('risk-weighted: three more tickets bring a case up about four times as often', () => {
	const cases = [...casesOf(30, { previousPlans: 2 }, '9X-1'), ...casesOf(30, {}, '9X-2')];
	const rule = aRule({
		method: { kind: 'risk-weighted', size: 1, risks: [{ when: { column: 'previousPlans', atLeast: 1 }, tickets: 3 }] }
	});
	const drawn = Array.from({ length: 400 }, (_, index) => refs(draw(cases, rule, {}, makeSeed(index * 7919)))[0] ?? '');
	const risky = drawn.filter((ref) => ref.startsWith('9X-1')).length;
	expect(risky).toBeGreaterThan(288);
	expect(risky).toBeLessThan(352);
});

test('every case comes up about as often as every other', () => {
	const counts = new Map<string, number>();
	for (let index = 0; index < 2000; index += 1) {
		for (const ref of refs(draw(casesOf(20), aRule(), {}, makeSeed(index * 7919))))
			counts.set(ref, (counts.get(ref) ?? 0) + 1);
	}
	const chi = [...counts.values()].reduce((sum, count) => sum + (count - 500) ** 2 / 375, 0);
	expect(counts.size).toBe(20);
	expect(chi).toBeLessThan(43.8);
});

test.each<[string, FrameCase[], Partial<SamplingRule>, string]>([
	['more than there are', casesOf(4), {}, 'sampling.frame-too-small'],
	['a frame of nobody', [], {}, 'sampling.nobody-left'],
	['filters that leave nobody', casesOf(4), { filters: [{ column: 'open', is: false }] }, 'sampling.nobody-left'],
	['a case twice in the frame', [...casesOf(9), aCase('9X-100003')], {}, 'sampling.duplicate-case'],
	['half a case', casesOf(9), { method: { kind: 'simple-random', size: 1.5 } }, 'sampling.size-not-whole']
])('%s: refused', (_, cases, rule, code) => expect(problemOf(cases, aRule(rule))?.code).toBe(code));

test('a seed that is none is refused', () => {
	expect(drawSample(aFrame(casesOf(9)), aRule(), 'heron', aContext())).toEqual({
		ok: false,
		problem: { code: 'sampling.seed-not-valid' }
	});
});

test('a caseload more than fourteen days old is drawn from with a warning', () => {
	const drawn = drawSample(aFrame(casesOf(9), { takenOn: '2026-02-25' }), aRule(), seed, aContext());
	expect(drawn.ok && drawn.value.warnings).toEqual([{ code: 'sampling.frame-stale', facts: { days: 15, limit: 14 } }]);
});

test('before there is a seed, the rule shows what it would draw from', () => {
	const rule = aRule({ method: { kind: 'stratified', by: 'planType', sizes: { share: 'equal', size: 5 } } });
	expect(strataFor(aFrame(plans), rule, new Map(), '2026-03-12')).toMatchObject({
		matched: 204,
		excluded: [],
		strata: [
			{ available: 71 },
			{ available: 52 },
			{ available: 48 },
			{ available: 24 },
			{ stratum: 'not-known', available: 9 }
		]
	});
});

const frames = fc.uniqueArray(
	fc.record({
		caseRef: fc.stringMatching(/^9X-[0-9A-Za-z/]{1,6}$/),
		team: fc.constantFrom('North 1', 'North 2', 'Übergang', null),
		stage: fc.constantFrom('child-in-need' as const, 'looked-after' as const),
		previousPlans: fc.constantFrom(null, 0, 2)
	}),
	{ minLength: 12, maxLength: 60, selector: ({ caseRef }) => caseRef }
);
const seeds = fc.nat().map(makeSeed);
const methods = fc.constantFrom<SamplingRule['method']>(
	{ kind: 'simple-random', size: 5 },
	{ kind: 'stratified', by: 'team', sizes: { share: 'proportional', size: 6, minimum: 1 } },
	{ kind: 'stratified', by: 'stage', sizes: { share: 'equal', size: 7 } },
	{ kind: 'systematic', size: 6, orderedBy: 'team' },
	{ kind: 'risk-weighted', size: 5, risks: [{ when: { column: 'previousPlans', atLeast: 1 }, tickets: 4 }] },
	{ kind: 'whole-cohort' }
);
const worlds = fc.record({
	cases: frames.map((given) => given.map(({ caseRef, ...more }) => aCase(caseRef, more))),
	seed: seeds,
	rule: fc
		.record({ method: methods, onePerHousehold: fc.boolean() })
		.map((more) => aRule({ ...more, exclusions: [...usualExclusions] })),
	households: fc.nat(3)
});

test('a draw repeats', () => {
	fc.assert(
		fc.property(worlds, (world) => {
			expect(drawIn(world)).toEqual(drawIn(world));
		})
	);
});

test('the order of the frame makes no difference', () => {
	fc.assert(
		fc.property(worlds, fc.func(fc.integer()), (world, key) => {
			const shuffled = [...world.cases].sort((a, b) => key(a.caseRef) - key(b.caseRef));
			expect(drawIn({ ...world, cases: shuffled })).toEqual(drawIn(world));
		})
	);
});

test('strata add up, nobody is drawn twice, and nobody from outside the pool', () => {
	fc.assert(
		fc.property(worlds, (world) => {
			const drawn = drawIn(world);
			if (!drawn.ok) {
				expect(drawn.problem.code).toMatch(/households-too-few|below-minimums|too-small/);
				return;
			}
			const { strata, pool } = drawn.value;
			expect(new Set(refs(drawn.value)).size).toBe(drawn.value.drawn.length);
			for (const one of strata) {
				expect(drawn.value.drawn.filter(({ stratum }) => stratum === one.stratum)).toHaveLength(one.size);
				expect(pool.filter(({ stratum }) => stratum === one.stratum)).toHaveLength(one.available);
			}
			expect(refs(drawn.value).every((ref) => pool.some(({ caseRef }) => caseRef === ref))).toBe(true);
		})
	);
});

test('a record draws again from itself, also after a journey as JSON, and not when a case was slipped in', () => {
	fc.assert(
		fc.property(worlds, (world) => {
			const drawn = drawIn(world);
			fc.pre(drawn.ok);
			const kept = JSON.parse(JSON.stringify(drawn.ok ? drawn.value : null)) as Sample;
			expect(drawsAgain(kept)).toBe(true);
			const [first, ...others] = kept.drawn;
			fc.pre(first !== undefined);
			expect(drawsAgain({ ...kept, drawn: others })).toBe(false);
			expect(drawsAgain({ ...kept, pool: kept.pool.slice(1) })).toBe(false);
		})
	);
});

type World = { cases: FrameCase[]; seed: string; rule: SamplingRule; households: number };

function drawIn({ cases, seed: given, rule, households }: World) {
	const byName = cases.map(({ caseRef }) => caseRef).sort();
	const standings = byName.map(
		(caseRef, index) => [caseRef, households === 0 ? {} : { household: `h${index % (households * 9)}` }] as const
	);
	return drawSample(aFrame(cases), rule, given, aContext(Object.fromEntries(standings)));
}

function draw(cases: FrameCase[], rule = aRule(), standings = {}, given = seed): Sample {
	const drawn = drawSample(aFrame(cases), rule, given, aContext(standings));
	return must(drawn.ok ? drawn.value : null, drawn.ok ? '' : drawn.problem.code);
}

function problemOf(cases: FrameCase[], rule: SamplingRule, standings = {}) {
	const drawn = drawSample(aFrame(cases), rule, seed, aContext(standings));
	return drawn.ok ? null : drawn.problem;
}

function refs(sample: Sample): string[] {
	return casesIn(sample).map(({ caseRef }) => caseRef);
}
