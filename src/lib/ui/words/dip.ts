import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Proportion } from '#lib/domain/reporting/interval.ts';
import type { Kind, Question } from '#lib/domain/templates/Template.ts';
import { answerWords } from './kinds.ts';
import { percent, plural } from './numbers.ts';

type Asked = Pick<Question, 'kind' | 'options' | 'unit' | 'number' | 'short' | 'text'>;

/** "1 Visit is true: Yes, for 8 children", as the line with Undo says it. */
export function wasGivenWords(
	question: Asked,
	value: AnswerValue | null,
	caseRefs: readonly string[],
	today: Day
): string {
	const whom = caseRefs.length === 1 ? (caseRefs[0] ?? '') : plural(caseRefs.length, 'child', 'children');
	const what = value === null ? 'answer taken back' : answerWords(question, value, today);
	return `${question.number} ${question.short ?? question.text}: ${what}, for ${whom}`;
}

export function undoneWords(count: number): string {
	return count === 0 ? 'Nothing to undo: it was answered anew since' : `${plural(count, 'answer')} put back`;
}

/** "7 of 10": a count with what it is of. */
export function findingWords({ count, of }: Pick<Proportion, 'count' | 'of'>): string {
	return `${count} of ${of}`;
}

/** What a kind of question counts, after its figures: "7 of 10 Yes". */
export function betterWords(kind: Kind): string {
	if (kind === 'ynp') return 'Yes';
	if (kind === 'gate') return 'Safe';
	if (kind === 'rag') return 'Green';
	return kind === 'g4' ? 'Good or better' : 'in time';
}

/** The range of those drawn at random; fewer than two say nothing of others. */
export function rangeWords({ count, of, low, high }: Proportion): string {
	if (of < 2) return 'Too few drawn at random';
	return `${count} of ${of} at random, so between ${percent(low)} and ${percent(high)}`;
}
