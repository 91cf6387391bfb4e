import { z } from 'zod';
import { ok, problem, type Result } from '../shared/Result.ts';
import { condition, type Condition } from './Condition.ts';
import type { Question, Section } from './Template.ts';

/** A module that is written in one set and asked in others too: it is kept once, so that its wording cannot part. */
export const borrow = z.strictObject({
	/** The set it is written in, and its section there. */
	from: z.string(),
	section: z.string(),
	/** Which of its questions are in the short form of the set that borrows it, with what their columns are called. */
	short: z.record(z.string(), z.string()).default({}),
	/** Of which children the module is asked here. */
	askWhen: condition.optional()
});
export type Borrow = z.infer<typeof borrow>;

export type BorrowProblem = 'template.nothing-to-borrow';

export function borrowSection(
	{ from, section: id, short, askWhen }: Borrow,
	sets: Readonly<Record<string, readonly Section[]>>
): Result<Section, BorrowProblem> {
	const section = sets[from]?.find((one) => one.id === id);
	if (section === undefined) return problem('template.nothing-to-borrow', { from, section: id });
	const missing = Object.keys(short).find((name) => !section.questions.some((question) => question.id === name));
	if (missing !== undefined) return problem('template.nothing-to-borrow', { from, section: missing });
	const questions = section.questions.map((question) => alsoWhen(inShortForm(question, short[question.id]), askWhen));
	return ok({ ...section, questions });
}

function inShortForm(question: Question, short: string | undefined): Question {
	return short === undefined ? question : { ...question, short, dip: true };
}

function alsoWhen(question: Question, askWhen: Condition | undefined): Question {
	if (askWhen === undefined) return question;
	return { ...question, askWhen: question.askWhen === undefined ? askWhen : { all: [askWhen, question.askWhen] } };
}
