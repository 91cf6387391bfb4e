/** The scale `ofsted`, worst first: a grade's place in it is its rank. */
export const scaleGrades = ['inadequate', 'requires-improvement', 'good', 'outstanding'] as const;

/** A grade that stands on the scale and can be ranked. */
export type ScaleGrade = (typeof scaleGrades)[number];

/** What may be given for a section: a grade on the scale, or that the section does not apply. */
export type Grade = ScaleGrade | 'na';

export function isScaleGrade(value: unknown): value is ScaleGrade {
	return scaleGrades.some((grade) => grade === value);
}

export function rankOf(grade: ScaleGrade): number {
	return scaleGrades.indexOf(grade);
}

/** The grade at a rank; past either end, the grade at that end. */
export function gradeAt(rank: number): ScaleGrade {
	if (rank <= 0) return 'inadequate';
	return scaleGrades[rank] ?? 'outstanding';
}

export function isWorse(grade: ScaleGrade, than: ScaleGrade): boolean {
	return rankOf(grade) < rankOf(than);
}

export function lowerOf(one: ScaleGrade, other: ScaleGrade): ScaleGrade {
	return isWorse(one, other) ? one : other;
}

/** Worst first; equal grades stay in the order given. */
export function sortByGrade<Graded extends { readonly grade: ScaleGrade }>(graded: readonly Graded[]): Graded[] {
	return [...graded].sort((one, other) => rankOf(one.grade) - rankOf(other.grade));
}

/**
 * The lower median: the middle one, or of two middle ones the worse. It agrees with Ofsted's overall grade in 141 of
 * 151 authorities (practice.md 1.7).
 */
export function lowerMiddle<Graded extends { readonly grade: ScaleGrade }>(
	graded: readonly Graded[]
): Graded | undefined {
	return sortByGrade(graded)[Math.floor((graded.length - 1) / 2)];
}
