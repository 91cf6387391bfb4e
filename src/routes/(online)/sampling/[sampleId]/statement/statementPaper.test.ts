import { expect, test } from 'vitest';
import { aContext, aFrame, aRule, casesOf } from '#lib/domain/sampling/sampling.fixture.ts';
import { drawSample } from '#lib/domain/sampling/drawSample.ts';
import { replaceCase } from '#lib/domain/sampling/replaceCase.ts';
import type { Sample } from '#lib/domain/sampling/Sample.ts';
import type { SampleShown } from '#lib/domain/sampling/sampleShows.ts';
import { makeSamplingStatement } from '#lib/domain/sampling/samplingStatement.ts';
import type { SamplingRule } from '#lib/domain/sampling/SamplingRule.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { statementPaper } from './statementPaper.ts';

function aSample(rule: Partial<SamplingRule> = {}): Sample {
	const frame = aFrame([...casesOf(6, { team: 'North' }), ...casesOf(4, { team: 'South' }, '8X-')]);
	const drawn = drawSample(frame, aRule(rule), '417-heron', aContext());
	if (!drawn.ok) throw new Error(drawn.problem.code);
	return drawn.value;
}

function paperOf(sample: Sample, council: string | null = 'Marchbrook', shown: SampleShown | null = null) {
	const given = {
		name: 'March plans',
		template: { title: 'Child Journey', version: 1 },
		council,
		names: { ruth: 'Ruth Hale' }
	};
	return statementPaper({ ...given, shown, statement: makeSamplingStatement(sample) });
}

const wordsOf = (sample: Sample) => JSON.stringify(paperOf(sample).blocks);

test('the paper says from what, how, by whom and when, with the seed and the whole fingerprint', () => {
	const sample = aSample();
	const words = wordsOf(sample);
	for (const said of [
		'On 12 March 2026, 5 of 10 cases, at random.',
		'Seed 417-heron.',
		'Drawn by Ruth Hale at 14:02.',
		'10 in the caseload of 9 March 2026 (Annex A, imported 9 March 2026), 3 days old when drawn',
		'10 match: every case',
		'Nobody: no reason to leave a case out was looked for.',
		sample.poolHash
	])
		expect(words).toContain(said);
	for (const { caseRef } of sample.drawn) expect(words).toContain(caseRef);
});

test('the foot of every page names the council, the sample and the fingerprint', () => {
	const sample = aSample();
	const print = sample.poolHash.slice(0, 16);
	expect(paperOf(sample).foot).toBe(`Marchbrook · March plans · fingerprint ${print}`);
	expect(paperOf(sample, null).foot).toBe(`March plans · fingerprint ${print}`);
});

test('groups stand in a table where it was drawn by groups', () => {
	const method = { kind: 'stratified', by: 'team', sizes: { share: 'proportional', size: 5, minimum: 0 } } as const;
	const table = paperOf(aSample({ method })).blocks.find(
		(block) => block.kind === 'table' && block.caption.includes('group')
	);
	expect(table).toMatchObject({
		rows: [
			['North', '6', '3', '50%'],
			['South', '4', '2', '50%']
		]
	});
	expect(wordsOf(aSample())).not.toContain('What each group gave');
});

test('every reason that was looked for is told, with its count', () => {
	const exclusions = [{ reason: 'by-hand', caseRef: '9X-100000', because: 'The worker asked' }] as const;
	expect(wordsOf(aSample({ exclusions: [...exclusions] }))).toContain('["By hand: The worker asked","1"]');
});

test('a replacement is told with who, when and why, and the paper bears its time', () => {
	const sample = aSample();
	const out = must(sample.drawn[0], 'the first').caseRef;
	const by = { by: 'gone', at: '2026-03-20T10:00:00.000Z' };
	const replaced = replaceCase(sample, { out, reason: 'The file is closed to us', ...by });
	if (!replaced.ok) throw new Error(replaced.problem.code);
	expect(wordsOf(replaced.value)).toMatch(
		new RegExp(
			`${out} was replaced by .X-1\\d{5}, the next of its group in the draw, by someone who has left on 20 March 2026: The file is closed to us`
		)
	);
	expect(paperOf(replaced.value).at).toBe(by.at);
});

test('uneven groups are never left to be counted plainly, and what is shown so far is weighed back', () => {
	const method = { kind: 'stratified', by: 'team', sizes: { share: 'equal', size: 8 } } as const;
	const even = JSON.stringify(paperOf(aSample()).blocks);
	expect(even).not.toMatch(/What they show/);
	const uneven = wordsOf(
		aSample({
			method: {
				...method,
				sizes: {
					share: 'fixed',
					sizes: [
						{ stratum: 'South', size: 4 },
						{ stratum: 'North', size: 1 }
					]
				}
			}
		})
	);
	expect(uneven).toMatch(/What they show of the whole.*weighed back, these 5 tell as much/);
	const whole = { share: 0.5, low: 0.3, high: 0.7, total: 5, covered: 10, uncovered: 0, worth: 4 };
	const shown = { good: 3, graded: 4, drawn: 5, whole, isUneven: true };
	expect(JSON.stringify(paperOf(aSample(), null, shown).blocks)).toMatch(/3 are Good or better.*Weighed back/);
});
