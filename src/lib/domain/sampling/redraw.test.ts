import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { must } from '../shared/Result.ts';
import { drawSample } from './drawSample.ts';
import { replaceCase } from './replaceCase.ts';
import { casesIn, type Sample } from './Sample.ts';
import { aContext, aFrame, aRule, casesOf } from './sampling.fixture.ts';
import type { SamplingMethod, SamplingRule } from './SamplingRule.ts';

const plans = [
	...casesOf(60, { planType: 'care-plan', team: 'North 1' }, '9X-1'),
	...casesOf(40, { planType: 'pathway-plan', team: 'Øst 🐦' }, '9X-2'),
	...casesOf(20, { planType: null, team: '\uff21 team' }, '9X-3')
];
const withWorkers = plans.map((one, index) => ({ ...one, worker: index % 7 === 0 ? null : `Worker ${index % 45}` }));
const standings = Object.fromEntries(plans.map(({ caseRef }, index) => [caseRef, { household: `h${index % 90}` }]));
const methods: SamplingMethod[] = [
	{ kind: 'simple-random', size: 25 },
	{ kind: 'stratified', by: 'planType', sizes: { share: 'proportional', size: 25, minimum: 3 } },
	{ kind: 'stratified', by: 'team', sizes: { share: 'equal', size: 12 } },
	{ kind: 'systematic', size: 25, orderedBy: 'team' },
	{ kind: 'risk-weighted', size: 25, risks: [{ when: { column: 'planType', is: ['pathway-plan'] }, tickets: 5 }] },
	{ kind: 'nominated', caseRefs: ['9X-2100007', '9X-1100003', '9X-3100001'] },
	{ kind: 'whole-cohort' }
];
const programs = [
	{ language: 'Node', command: process.execPath, file: 'redraw.mjs' },
	{ language: 'Python', command: 'python3', file: 'redraw.py' }
];

for (const { language, command, file } of programs) {
	const isHere = spawnSync(command, ['--version']).status === 0;
	if (!isHere) console.log(`NOT DONE: ${command} is not on this machine, so docs/${file} was not tried.`);
	const run = (record: unknown) =>
		spawnSync(command, [fileURLToPath(new URL(`../../../../docs/${file}`, import.meta.url))], {
			input: JSON.stringify(record),
			encoding: 'utf8'
		});

	describe.skipIf(!isHere)(`the program in ${language}`, () => {
		test.each(methods.map((method) => [nameOf(method), method] as const))('draws %s again', (_, method) => {
			const sample = withReplacements(draw(method));
			const ran = run({ id: 's1', name: 'A sample', sample });
			expect(ran.stderr).toBe('');
			expect(ran.stdout.trim().split('\n')).toEqual(casesIn(sample).map(({ caseRef }) => caseRef));
			expect(ran.status).toBe(0);
		});

		test('draws again what spares each worker a second case', () => {
			const sample = withReplacements(draw({ kind: 'simple-random', size: 25 }, { onePerWorker: true }));
			expect(sample.passedOver.some((one) => 'sameWorkerAs' in one)).toBe(true);
			const ran = run({ sample });
			expect([ran.stderr, ran.status]).toEqual(['', 0]);
			expect(ran.stdout.trim().split('\n')).toEqual(casesIn(sample).map(({ caseRef }) => caseRef));
		});

		test('says so when a case was slipped in, and when the list was changed', () => {
			const sample = draw({ kind: 'simple-random', size: 5 });
			const outsider = must(
				sample.pool.find((one) => sample.drawn.every(({ caseRef }) => caseRef !== one.caseRef)),
				'a case not drawn'
			);
			const slipped = run({ ...sample, drawn: [outsider, ...sample.drawn.slice(1)] });
			expect([slipped.status, slipped.stderr]).toEqual([
				1,
				expect.stringMatching(/not the cases that the record says/)
			]);
			const shorter = run({ ...sample, pool: sample.pool.slice(1) });
			expect([shorter.status, shorter.stderr]).toEqual([1, expect.stringMatching(/fingerprint/)]);
			expect(run({ ...sample, algorithm: 'dipper-draw-9' }).stderr).toMatch(/dipper-draw-9/);
		});
	});
}

function nameOf(method: SamplingMethod): string {
	return method.kind === 'stratified' ? `stratified, ${method.sizes.share}` : method.kind;
}

function draw(method: SamplingMethod, more: Partial<SamplingRule> = {}): Sample {
	const rule = aRule({ method, onePerHousehold: true, ...more });
	const drawn = drawSample(aFrame(withWorkers), rule, '417-heron', aContext(standings));
	return must(drawn.ok ? drawn.value : null, 'a sample');
}

/** Two cases that could not be looked at, where anybody is left to take their places. */
function withReplacements(sample: Sample): Sample {
	const why = { reason: 'The file is closed to us.', by: 'ruth', at: '2026-03-13T09:00:00.000Z' };
	return [0, 2].reduce((now, at) => {
		const replaced = replaceCase(now, { ...why, out: casesIn(now)[at]?.caseRef ?? '' });
		return replaced.ok ? replaced.value : now;
	}, sample);
}
