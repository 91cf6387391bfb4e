import type { Problem } from '../shared/Result.ts';

/** Where in a template a problem is: the nearest section, question, built-in part or cap. */
export type TemplatePlace = {
	readonly section?: string;
	readonly question?: string;
	readonly cap?: string;
};

export type TemplateProblemCode =
	| 'template.same-id'
	| 'template.kept-id'
	| 'template.section-empty'
	| 'template.judgement-missing'
	| 'question.options-missing'
	| 'question.options-not-wanted'
	| 'question.same-option'
	| 'question.prefill-has-no-option'
	| 'question.unknown-import-key'
	| 'question.unknown-clock'
	| 'question.optional-gate'
	| 'alert.never-fires'
	| 'alert.on-impossible-answer'
	| 'alert.on-good-answer'
	| 'alert.late-without-clock'
	| 'alert.above-without-number'
	| 'alert.confirm-without-words'
	| 'condition.unknown-question'
	| 'condition.cannot-compare'
	| 'condition.impossible-answer'
	| 'condition.not-a-number'
	| 'condition.not-a-date'
	| 'condition.never-holds'
	| 'condition.goes-round'
	| 'grading.unknown-section'
	| 'grading.section-not-graded'
	| 'grading.unknown-question'
	| 'grading.impossible-answer'
	| 'grading.late-without-clock'
	| 'grading.same-cap'
	| 'grading.cap-without-cause'
	| 'grading.count-too-high'
	| 'grading.nothing-graded'
	| 'grading.scale-cannot-grade'
	| 'grading.question-not-graded';

export type TemplateProblem = Problem<TemplateProblemCode> & { readonly at: TemplatePlace };

export function problemAt(
	at: TemplatePlace,
	code: TemplateProblemCode,
	facts?: Readonly<Record<string, string | number>>
): TemplateProblem {
	return facts === undefined ? { code, at } : { code, facts, at };
}
