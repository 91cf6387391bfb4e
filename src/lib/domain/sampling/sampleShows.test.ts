import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScaleGrade } from '../grading/grades.ts';
import { must } from '../shared/Result.ts';
import { drawSample } from './drawSample.ts';
import { replaceCase } from './replaceCase.ts';
import { casesIn, type Sample } from './Sample.ts';
import { sampleShows } from './sampleShows.ts';
import { aContext, aFrame, aRule, casesOf } from './sampling.fixture.ts';
import type { SamplingMethod } from './SamplingRule.ts';

const cases = [...casesOf(40, { team: 'North' }, '9X-1'), ...casesOf(10, { team: 'South' }, '9X-2')];
const evenly: SamplingMethod = { kind: 'stratified', by: 'team', sizes: { share: 'equal', size: 10 } };

function draw(method: SamplingMethod): Sample {
	const drawn = drawSample(aFrame(cases), aRule({ method }), '417-heron', aContext());
	return must(drawn.ok ? drawn.value : null, 'a sample');
}

function graded(sample: Sample, grade: (stratum: string, at: number) => ScaleGrade | null) {
	const grades = casesIn(sample).flatMap(({ caseRef, stratum }, at) => {
		const given = grade(stratum, at);
		return given === null ? [] : [[caseRef, given] as const];
	});
	return sampleShows(sample, new Map(grades));
}

test('a small group looked at as much as a large one does not count for as much', () => {
	// North 5 of 40 all good, South 5 of 10 none: plainly half, and of the whole four fifths.
	const shown = must(
		graded(draw(evenly), (stratum) => (stratum === 'North' ? 'outstanding' : 'inadequate')),
		'shown'
	);
	expect(shown).toMatchObject({ good: 5, graded: 10, drawn: 10, isUneven: true });
	expect(shown.whole?.share).toBeCloseTo(0.8, 12);
	expect(shown.whole?.total).toBeCloseTo(40, 9);
});

test('Good counts and Requires improvement does not; those without a grade are not counted', () => {
	const shown = graded(draw({ kind: 'simple-random', size: 4 }), (_, at) =>
		at === 0 ? null : at === 1 ? 'good' : 'requires-improvement'
	);
	expect(shown).toMatchObject({ good: 1, graded: 3, drawn: 4, isUneven: false });
	expect(graded(draw(evenly), () => null)).toBeNull();
});

test('of a group of which nobody is graded yet, nothing is said', () => {
	const shown = graded(draw(evenly), (stratum) => (stratum === 'North' ? 'good' : null));
	expect(shown?.whole).toMatchObject({ covered: 40, uncovered: 10, share: 1 });
});

test('nominated cases, and those weighted to risk, say nothing of the others; a whole cohort says all', () => {
	const risks = [{ when: { column: 'team' as const, is: ['South'] }, tickets: 5 }];
	for (const method of [
		{ kind: 'nominated', caseRefs: ['9X-1100003'] },
		{ kind: 'risk-weighted', size: 5, risks }
	] satisfies SamplingMethod[]) {
		expect(graded(draw(method), () => 'good')).toMatchObject({ whole: null });
	}
	expect(graded(draw({ kind: 'whole-cohort' }), () => 'good')?.whole).toMatchObject({ share: 1, low: 1, high: 1 });
});

test('a case that took another’s place counts in its group', () => {
	const sample = draw(evenly);
	const out = sample.drawn[0]?.caseRef ?? '';
	const replaced = replaceCase(sample, { out, reason: 'Closed.', by: 'ruth', at: '2026-03-13T09:00:00.000Z' });
	const after = must(replaced.ok ? replaced.value : null, 'a sample');
	expect(graded(after, () => 'good')).toMatchObject({ good: 10, graded: 10 });
});

test('whatever the grades, the share of the whole is a share, inside its range, and what all agree on is what it says', () => {
	const anyGrade = fc.constantFrom<ScaleGrade | null>(
		'inadequate',
		'requires-improvement',
		'good',
		'outstanding',
		null
	);
	fc.assert(
		fc.property(fc.array(anyGrade, { minLength: 10, maxLength: 10 }), (grades) => {
			const shown = graded(draw(evenly), (_, at) => grades[at] ?? null);
			if (shown?.whole === null || shown === null) return;
			const { share, low, high, covered, uncovered } = shown.whole;
			expect(low).toBeLessThanOrEqual(share + 1e-9);
			expect(high).toBeGreaterThanOrEqual(share - 1e-9);
			expect(covered + uncovered).toBe(50);
			if (shown.good === shown.graded) expect(share).toBeCloseTo(1, 12);
		}),
		{ numRuns: 60 }
	);
});
