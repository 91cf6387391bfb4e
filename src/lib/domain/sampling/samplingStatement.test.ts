import { expect, test } from 'vitest';
import { must } from '../shared/Result.ts';
import { drawSample } from './drawSample.ts';
import { replaceCase } from './replaceCase.ts';
import { aContext, aFrame, aRule, casesOf } from './sampling.fixture.ts';
import { makeSamplingStatement } from './samplingStatement.ts';
import { usualExclusions, type SamplingRule } from './SamplingRule.ts';

const rule = aRule({
	filters: [{ column: 'open', is: true }],
	exclusions: [...usualExclusions, { reason: 'by-hand', caseRef: '9X-100009', because: 'Moves today.' }],
	onePerHousehold: true,
	method: { kind: 'stratified', by: 'team', sizes: { share: 'proportional', size: 4, minimum: 1 } }
});
const standings = {
	'9X-100000': { isRestricted: true },
	'9X-100001': { lastAuditedOn: '2025-12-01' },
	'9X-100002': { isRestricted: true }
};

test('the statement gives the caseload with its age', () => {
	expect(stated().frame).toEqual({
		id: 'frame-1',
		takenOn: '2026-03-09',
		importedAt: '2026-03-09T09:00:00.000Z',
		source: 'Annex A',
		size: 20,
		daysOld: 3
	});
});

test('every exclusion is told with its count, those that left nobody out too, and the counts add up', () => {
	const { exclusions, leftOut, matched, drawnFrom } = stated();
	expect(exclusions.map(({ rule: { reason }, count }) => [reason, count])).toEqual([
		['restricted-record', 2],
		['open-complaint', 0],
		['audited-recently', 1],
		['in-open-sample', 0],
		['sibling-in-open-sample', 0],
		['by-hand', 1]
	]);
	expect([leftOut, matched - leftOut]).toEqual([4, drawnFrom]);
});

test('a re-audit does not claim to have left out what was audited', () => {
	expect(stated({ ...rule, isReaudit: true }).exclusions.map((one) => one.rule.reason)).not.toContain(
		'audited-recently'
	);
});

test('the strata add up to the size, with the share looked at', () => {
	const { strata, size, cases } = stated();
	expect(strata).toEqual([{ stratum: 'North 1', available: 16, size: 4, share: 0.25 }]);
	expect([size, cases.length]).toEqual([4, 4]);
});

test('it says who drew when, with which seed, by which algorithm, from which pool', () => {
	expect(stated()).toMatchObject({
		seed: '417-heron',
		algorithm: 'dipper-draw-1',
		drawnOn: '2026-03-12',
		drawnBy: 'ruth',
		onePerHousehold: true,
		poolHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string
	});
});

test('it counts apart who gave way to a sibling and who to another case of the worker', () => {
	const cases = [...casesOf(8, { worker: 'Lee Marsh' }), ...casesOf(1, { worker: 'Jo Bell' }, '9Y-')];
	const two = aRule({ onePerWorker: true, method: { kind: 'simple-random', size: 2 } });
	const drawn = drawSample(aFrame(cases), two, '417-heron', aContext());
	const sample = must(drawn.ok ? drawn.value : null, 'a sample');
	const said = makeSamplingStatement(sample);
	expect([said.onePerWorker, said.siblingsPassedOver]).toEqual([true, 0]);
	expect(said.workersPassedOver).toBe(sample.passedOver.length);
	expect(said.workersPassedOver).toBeGreaterThan(0);
});

test('replacements stand in the statement, and the cases are those of now', () => {
	const sample = draw(rule);
	const out = sample.drawn[0]?.caseRef ?? '';
	const replaced = replaceCase(sample, { out, reason: 'Closed.', by: 'ruth', at: '2026-03-13T09:00:00.000Z' });
	const { cases, replacements } = makeSamplingStatement(must(replaced.ok ? replaced.value : null, 'a sample'));
	expect(replacements).toHaveLength(1);
	expect(cases.map(({ caseRef }) => caseRef)).not.toContain(out);
});

test('a whole cohort does not claim that siblings gave way', () => {
	expect(stated({ ...rule, method: { kind: 'whole-cohort' } }).onePerHousehold).toBe(false);
});

function stated(given: SamplingRule = rule) {
	return makeSamplingStatement(draw(given));
}

function draw(given: SamplingRule) {
	const drawn = drawSample(aFrame(casesOf(20)), given, '417-heron', aContext(standings));
	return must(drawn.ok ? drawn.value : null, 'a sample');
}
