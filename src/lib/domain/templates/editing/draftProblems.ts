import type { Problem } from '../../shared/Result.ts';
import type { TemplatePlace, TemplateProblem } from '../templateProblems.ts';

/** What only somebody who writes a template meets: gaps, and what will not do what it seems to. */
export type DraftCheckCode =
	| 'template.title-missing'
	| 'template.short-missing'
	| 'template.auditor-missing'
	| 'template.no-sections'
	| 'template.scale-missing'
	| 'template.shape'
	| 'section.title-missing'
	| 'section.short-missing'
	| 'section.id-wrong'
	| 'question.text-missing'
	| 'question.id-wrong'
	| 'question.guidance-missing'
	| 'question.option-missing'
	| 'question.never-asked'
	| 'question.asks-for-trouble'
	| 'question.unknown-theme'
	| 'condition.unfinished'
	| 'condition.looks-ahead'
	| 'alert.no-pathway'
	| 'cap.reason-missing'
	| 'cap.never-applies';

/** `must` stops publishing; `look` is for the writer to think about. */
export type DraftProblem = Problem<DraftCheckCode | TemplateProblem['code']> & {
	readonly at: TemplatePlace;
	readonly weight: 'must' | 'look';
};

export function must(at: TemplatePlace, code: DraftCheckCode, facts?: DraftProblem['facts']): DraftProblem {
	return { code, at, weight: 'must', ...(facts === undefined ? {} : { facts }) };
}

export function look(at: TemplatePlace, code: DraftCheckCode, facts?: DraftProblem['facts']): DraftProblem {
	return { ...must(at, code, facts), weight: 'look' };
}
