/** From the worst to the best, as the columns of the suggested grade stand. */
export const gradesUpwards = ['inadequate', 'requires-improvement', 'good', 'outstanding'] as const;
export type Grade = (typeof gradesUpwards)[number];
/** From the best, as they are offered and counted. */
export const gradesDownwards: readonly Grade[] = [...gradesUpwards].reverse();

export const gradeWords: Record<Grade, string> = {
	outstanding: 'Outstanding',
	good: 'Good',
	'requires-improvement': 'Requires improvement',
	inadequate: 'Inadequate'
};

/** The letter of a grade in class names. */
export const gradeLetters: Record<Grade, 'o' | 'g' | 'r' | 'i'> = {
	outstanding: 'o',
	good: 'g',
	'requires-improvement': 'r',
	inadequate: 'i'
};

export function isGrade(text: unknown): text is Grade {
	return typeof text === 'string' && Object.hasOwn(gradeWords, text);
}

/** The whole word, always; what has no grade says so. */
export function gradeWord(grade: string | null | undefined): string {
	if (grade === 'na') return 'Not applicable';
	return isGrade(grade) ? gradeWords[grade] : 'Not graded';
}

/** How far a second grade is from the first, in the moderator's view: "Same", "One lower". */
export function gradeDifference(first: Grade, second: Grade): string {
	const steps = gradesUpwards.indexOf(second) - gradesUpwards.indexOf(first);
	if (steps === 0) return 'Same';
	const count = ['', 'One', 'Two', 'Three'][Math.abs(steps)] ?? '';
	return `${count} ${steps < 0 ? 'lower' : 'higher'}`;
}
