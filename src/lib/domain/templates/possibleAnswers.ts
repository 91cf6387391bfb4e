import type { Kind, Question } from './Template.ts';

const fixed: Partial<Record<Kind, readonly string[]>> = {
	ynp: ['yes', 'partly', 'no', 'na'],
	g4: ['outstanding', 'good', 'requires-improvement', 'inadequate', 'na'],
	gate: ['safe', 'concern', 'cannot-tell'],
	rag: ['red', 'amber', 'green']
};

/** Answers that say all is well (every question is worded so that Yes is good) and that an alert must not fire on. */
const good: Partial<Record<Kind, readonly string[]>> = {
	ynp: ['yes', 'na'],
	g4: ['outstanding', 'good', 'na'],
	gate: ['safe'],
	rag: ['green']
};

/** The answers a question can be given, where there are so many; null where there is no end of them. */
export function possibleAnswers(question: Question): readonly string[] | null {
	if (question.kind === 'pick' || question.kind === 'multi') return question.options?.map((option) => option.id) ?? [];
	return fixed[question.kind] ?? null;
}

export function goodAnswers(kind: Kind): readonly string[] {
	return good[kind] ?? [];
}
