import { isWorse, type ScaleGrade } from '../grading/grades.ts';
import { isDrawnByChance } from './drawSample.ts';
import { casesIn, type Sample } from './Sample.ts';
import { isUneven, weighBack, type StratumSeen, type WeighedBack } from './weighBack.ts';

/** What a sample's grades say so far. */
export type SampleShown = {
	/** Graded Good or better, of those graded so far: counted plainly. */
	readonly good: number;
	readonly graded: number;
	readonly drawn: number;
	/** What that is of all it was drawn from; null where chance did not choose evenly, and then nothing is said of the others. */
	readonly whole: WeighedBack | null;
	/** Some groups were looked at more than their size, so that the plain count is not the share of the whole. */
	readonly isUneven: boolean;
};

/**
 * How many of a sample are graded Good or better, and what that is of the cases it was drawn from, each group weighed by
 * its size (weighBack.ts): a sample that looked hard at a small group is not read as if all were so. Null while nobody
 * is graded.
 */
export function sampleShows(sample: Sample, grades: ReadonlyMap<string, ScaleGrade>): SampleShown | null {
	const strata = sample.strata.map(({ stratum, available }): StratumSeen => {
		const graded = casesIn(sample).flatMap((one) => (one.stratum === stratum ? (grades.get(one.caseRef) ?? []) : []));
		const good = graded.filter((grade) => !isWorse(grade, 'good'));
		return { stratum, available, size: graded.length, seen: good.length };
	});
	const graded = sum(strata.map(({ size }) => size));
	if (graded === 0) return null;
	return {
		good: sum(strata.map(({ seen }) => seen)),
		graded,
		drawn: sample.drawn.length,
		whole: hasEvenChances(sample) ? weighBack(strata) : null,
		isUneven: isUneven(strata)
	};
}

/** A whole cohort is the whole; nominated cases and those weighted to risk speak for themselves alone. */
function hasEvenChances({ rule }: Sample): boolean {
	return rule.method.kind === 'whole-cohort' || (isDrawnByChance(rule) && rule.method.kind !== 'risk-weighted');
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
