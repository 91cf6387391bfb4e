import { tidyLine, tidyLines, type ItemCells, mostLetters } from './PlanItem.ts';
import { isHeading, isNumber } from './table/headings.ts';
import { ok, problem, type Result } from '../shared/Result.ts';

export type Recommendation = {
	readonly id: string;
	/** As the plan numbers it: "5". */
	readonly number: string;
	readonly words: string;
	/** What was found, in the inspectors' or the auditors' words: lines. */
	readonly summary: string;
};

export type PlanItem = {
	readonly id: string;
	readonly recommendation: string;
	readonly cells: ItemCells;
	/** The person here who leads it, where somebody said so: they keep its progress up to date. */
	readonly leader: string | null;
	/** The item of the plan before that goes on in this one. */
	readonly from: string | null;
	/** Rises with every change, so that of two who change it at once the second is told. */
	readonly revision: number;
};

/** What an item rests on: a theme, an audit, a sample, or an action whose impact was looked at. */
export const linkKinds = ['theme', 'audit', 'sample', 'action'] as const;
export type LinkKind = (typeof linkKinds)[number];
export type PlanLink = { readonly item: string; readonly kind: LinkKind; readonly of: string };

export type Plan = {
	readonly id: string;
	readonly name: string;
	/** The plan before, whose items it carries on. */
	readonly follows: string | null;
	readonly recommendations: readonly Recommendation[];
	/** In the order of the table. */
	readonly items: readonly PlanItem[];
};

export type PlanProblem =
	| 'plan.name-missing'
	| 'plan.number-missing'
	| 'plan.words-missing'
	| 'plan.number-twice'
	| 'plan.heading-in-text'
	| 'plan.too-long';

/** A plan is called by one line that could not be taken for the heading of a recommendation. */
export function readPlanName(typed: string): Result<string, PlanProblem> {
	const name = tidyLine(typed);
	if (name === '') return problem('plan.name-missing');
	if (isHeading(name)) return problem('plan.heading-in-text', { line: name.slice(0, 60) });
	return name.length > 200 ? problem('plan.too-long', { cell: 'name', most: 200 }) : ok(name);
}

/** A line that reads as the heading of a recommendation would be taken for one when the table comes back. */
export function readRecommendation(
	typed: Pick<Recommendation, 'number' | 'words' | 'summary'>,
	others: readonly string[]
): Result<Pick<Recommendation, 'number' | 'words' | 'summary'>, PlanProblem> {
	const number = tidyLine(typed.number).replace(/\s/g, '').replace(/:+$/, '').slice(0, 12);
	const [words, summary] = [tidyLine(typed.words), tidyLines(typed.summary)];
	if (!isNumber(number)) return problem('plan.number-missing');
	if (others.includes(number)) return problem('plan.number-twice', { number });
	const heading = [words, ...summary.split('\n')].find(isHeading);
	if (heading !== undefined) return problem('plan.heading-in-text', { line: heading.slice(0, 60) });
	if (words === '' && summary !== '') return problem('plan.words-missing');
	if (Math.max(words.length, summary.length) > mostLetters)
		return problem('plan.too-long', { cell: 'summary', most: mostLetters });
	return ok({ number, words, summary });
}
