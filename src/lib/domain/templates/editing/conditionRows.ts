import type { Day } from '../../shared/dates.ts';
import { possibleAnswers } from '../possibleAnswers.ts';
import type { Condition, Question } from '../Template.ts';

/** One row of the editor: what is asked about, and whether it shall be so or not so. */
export type ConditionRow = { readonly leaf: ConditionLeaf; readonly not: boolean };
export type ConditionLeaf = Exclude<
	Condition,
	{ readonly all: readonly Condition[] } | { readonly any: readonly Condition[] } | { readonly not: Condition }
>;

/** Rows that all, any or none of which must hold; groups may stand inside groups. */
export type ConditionGroup = {
	readonly join: 'all' | 'any' | 'none';
	readonly parts: readonly (ConditionRow | ConditionGroup)[];
};

export function isGroup(part: ConditionRow | ConditionGroup): part is ConditionGroup {
	return 'join' in part;
}

/** Any condition as rows and groups. Its meaning stays the same; a single row stands in a group of its own. */
export function toGroup(condition: Condition): ConditionGroup {
	const part = toPart(condition);
	return isGroup(part) ? part : { join: 'all', parts: [part] };
}

function toPart(condition: Condition): ConditionRow | ConditionGroup {
	if ('all' in condition) return { join: 'all', parts: condition.all.map(toPart) };
	if ('any' in condition) return { join: 'any', parts: condition.any.map(toPart) };
	return 'not' in condition ? opposite(condition.not) : { leaf: condition, not: false };
}

function opposite(condition: Condition): ConditionRow | ConditionGroup {
	if ('not' in condition) return toPart(condition.not);
	if ('any' in condition) return { join: 'none', parts: condition.any.map(toPart) };
	if ('all' in condition) return { join: 'any', parts: condition.all.map(opposite) };
	return { leaf: condition, not: true };
}

/** The condition that rows and groups stand for; a group of one row is that row. */
export function toCondition({ join, parts }: ConditionGroup): Condition {
	const conditions = parts.map((part): Condition => {
		if (isGroup(part)) return toCondition(part);
		return part.not ? { not: part.leaf } : part.leaf;
	});
	const [only] = conditions;
	if (join === 'none') return { not: { any: conditions } };
	if (only !== undefined && conditions.length === 1) return only;
	return join === 'all' ? { all: conditions } : { any: conditions };
}

/** A group with one of its parts changed, or taken away. */
export function withPart(
	group: ConditionGroup,
	index: number,
	part: ConditionRow | ConditionGroup | null
): ConditionGroup {
	const parts = group.parts.flatMap((one, at) => (at !== index ? [one] : part === null ? [] : [part]));
	return { ...group, parts };
}

/** How a row compares: a choice, a number, a date, or whether there is an answer at all. */
export const rowWays = [
	'is',
	'is-not',
	'at-least',
	'below',
	'on-or-after',
	'before',
	'answered',
	'not-answered'
] as const;
export type RowWay = (typeof rowWays)[number];

/** The ways in which an answer of a kind can be asked about. */
export function waysFor(question: Question | undefined): readonly RowWay[] {
	if (question === undefined) return ['is', 'is-not'];
	if (question.kind === 'num') return ['at-least', 'below', 'answered', 'not-answered'];
	if (question.kind === 'date') return ['on-or-after', 'before', 'answered', 'not-answered'];
	const hasAnswers = (possibleAnswers(question) ?? []).length > 0;
	return hasAnswers ? ['is', 'is-not', 'answered', 'not-answered'] : ['answered', 'not-answered'];
}

export function wayOf({ leaf, not }: ConditionRow): RowWay {
	if ('answered' in leaf) return not ? 'not-answered' : 'answered';
	if ('number' in leaf) return leaf.below !== undefined || not ? 'below' : 'at-least';
	if ('date' in leaf) return leaf.before !== undefined || not ? 'before' : 'on-or-after';
	return not ? 'is-not' : 'is';
}

/** The number or the day a row compares with. */
export function boundOf({ leaf }: ConditionRow): number | Day | null {
	if ('number' in leaf) return leaf.atLeast ?? leaf.below ?? null;
	return 'date' in leaf ? (leaf.onOrAfter ?? leaf.before ?? null) : null;
}

/** A row about a question, in one of its ways; what it is compared with is given anew. */
export function inWay(question: string, way: RowWay, compared: readonly (string | number)[]): ConditionRow {
	const [bound] = compared;
	const number = typeof bound === 'number' ? bound : undefined;
	const day = typeof bound === 'string' ? bound : undefined;
	switch (way) {
		case 'answered':
		case 'not-answered':
			return { leaf: { answered: question }, not: way === 'not-answered' };
		case 'at-least':
			return { leaf: { number: question, atLeast: number }, not: false };
		case 'below':
			return { leaf: { number: question, below: number }, not: false };
		case 'on-or-after':
			return { leaf: { date: question, onOrAfter: day }, not: false };
		case 'before':
			return { leaf: { date: question, before: day }, not: false };
		default:
			return { leaf: { answer: question, is: compared }, not: way === 'is-not' };
	}
}
