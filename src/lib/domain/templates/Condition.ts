import { z } from 'zod';
import { day, type Day } from '../shared/dates.ts';

/** The facts of a case that come with the import and that a condition may ask about. */
export const caseFacts = ['stage', 'ageBand', 'planType', 'uasc', 'disability'] as const;
export type CaseFact = (typeof caseFacts)[number];

/**
 * When a question is asked: a tree without names of its own, without loops and without anything that could fail. It is
 * total and three-valued: what is not known yet is neither true nor false, and a question whose condition is not known
 * is asked. `answered` alone is always known, since it is about the record and not about the child. The algebra is in
 * docs/conditions.md.
 */
export type Condition =
	| { readonly answer: string; readonly is: readonly (string | number)[] }
	| { readonly number: string; readonly atLeast?: number | undefined; readonly below?: number | undefined }
	| { readonly date: string; readonly onOrAfter?: Day | undefined; readonly before?: Day | undefined }
	| { readonly answered: string }
	| { readonly fact: CaseFact; readonly is: readonly string[] }
	| { readonly all: readonly Condition[] }
	| { readonly any: readonly Condition[] }
	| { readonly not: Condition };

/** A condition that asks about one answer, and about no other condition. */
export type AnswerCondition = Extract<
	Condition,
	{ answer: string } | { number: string } | { date: string } | { answered: string }
>;

const numberCondition = z
	.strictObject({ number: z.string(), atLeast: z.number().optional(), below: z.number().optional() })
	.refine(({ atLeast, below }) => atLeast !== undefined || below !== undefined, 'no bound');

const dateCondition = z
	.strictObject({ date: z.string(), onOrAfter: day.optional(), before: day.optional() })
	.refine(({ onOrAfter, before }) => onOrAfter !== undefined || before !== undefined, 'no bound');

export const condition: z.ZodType<Condition> = z.lazy(() =>
	z.union([
		z.strictObject({ answer: z.string(), is: z.array(z.union([z.string(), z.number()])).min(1) }),
		numberCondition,
		dateCondition,
		z.strictObject({ answered: z.string() }),
		z.strictObject({ fact: z.enum(caseFacts), is: z.array(z.string()).min(1) }),
		z.strictObject({ all: z.array(condition).min(1) }),
		z.strictObject({ any: z.array(condition).min(1) }),
		z.strictObject({ not: condition })
	])
);

/** The conditions on single answers that a condition is made of, in the order they stand. */
export function answersAskedFor(condition: Condition): readonly AnswerCondition[] {
	if ('fact' in condition) return [];
	if ('not' in condition) return answersAskedFor(condition.not);
	if ('all' in condition) return condition.all.flatMap(answersAskedFor);
	if ('any' in condition) return condition.any.flatMap(answersAskedFor);
	return [condition];
}

/** The question whose answer a condition asks about. */
export function questionAskedAbout(one: AnswerCondition): string {
	if ('answer' in one) return one.answer;
	if ('number' in one) return one.number;
	return 'date' in one ? one.date : one.answered;
}

/** The ids of the questions a condition asks about. */
export function askedAbout(condition: Condition): readonly string[] {
	return answersAskedFor(condition).map(questionAskedAbout);
}
