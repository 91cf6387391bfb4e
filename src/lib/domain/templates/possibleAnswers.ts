import { shippedScales } from '../grading/scales.ts';
import type { Kind, Question } from './Template.ts';

/** The answers of the kinds that bring their own. */
export const fixedAnswers: Partial<Record<Kind, readonly string[]>> = {
	ynp: ['yes', 'partly', 'no', 'na'],
	g4: [...shippedScales.ofsted.grades.toReversed(), 'na'],
	gate: ['safe', 'concern', 'cannot-tell'],
	rag: shippedScales.rag.grades
};

/** Answers that say all is well (every question is worded so that Yes is good) and that an alert must not fire on. */
const good: Partial<Record<Kind, readonly string[]>> = {
	ynp: ['yes', 'na'],
	g4: [...shippedScales.ofsted.good.toReversed(), 'na'],
	gate: ['safe'],
	rag: shippedScales.rag.good
};

/** The answers a question can be given, where there are so many; null where there is no end of them. */
export function possibleAnswers(question: Question): readonly string[] | null {
	if (question.kind === 'pick' || question.kind === 'multi') return question.options?.map((option) => option.id) ?? [];
	return fixedAnswers[question.kind] ?? null;
}

export function goodAnswers(kind: Kind): readonly string[] {
	return good[kind] ?? [];
}
