import { isDay } from '../shared/dates.ts';
import type { Kind, Question } from '../templates/Template.ts';
import type { AnswerValue } from '../changes/Change.ts';

export const ynpValues = ['yes', 'partly', 'no', 'na'] as const;
export const g4Values = ['outstanding', 'good', 'requires-improvement', 'inadequate', 'na'] as const;
export const gateValues = ['safe', 'concern', 'cannot-tell'] as const;
export const ragValues = ['red', 'amber', 'green'] as const;

export type TimeValue = { readonly from: string | null; readonly to: string | null };

const fits: Record<Kind, (value: AnswerValue, question: Question) => boolean> = {
	ynp: (value) => isOneOf(ynpValues, value),
	g4: (value) => isOneOf(g4Values, value),
	gate: (value) => isOneOf(gateValues, value),
	rag: (value) => isOneOf(ragValues, value),
	num: (value) => typeof value === 'number' && Number.isFinite(value),
	date: (value) => typeof value === 'string' && isDay(value),
	time: (value) => isTime(value),
	pick: (value, question) => typeof value === 'string' && optionIds(question).has(value),
	multi: (value, question) => Array.isArray(value) && value.every((one) => optionIds(question).has(one)),
	text: (value) => typeof value === 'string'
};

/** Whether a value is of the kind its question asks for. */
export function isValueOf(question: Question, value: AnswerValue): boolean {
	return fits[question.kind](value, question);
}

/** An answer that says the question does not apply; its note is the reason. */
export function isNotApplicable(value: AnswerValue): boolean {
	return value === 'na';
}

/** Whether an answer says nothing yet: an empty text, no option chosen, no date given. */
export function isEmptyValue(value: AnswerValue): boolean {
	if (typeof value === 'string') return value.trim() === '';
	if (Array.isArray(value)) return value.length === 0;
	return isTime(value) && value.from === null && value.to === null;
}

export function isTime(value: unknown): value is TimeValue {
	return value !== null && typeof value === 'object' && !Array.isArray(value) && 'from' in value && 'to' in value;
}

function isOneOf(known: readonly string[], value: AnswerValue): boolean {
	return typeof value === 'string' && known.includes(value);
}

function optionIds(question: Question): ReadonlySet<string> {
	return new Set(question.options?.map((option) => option.id));
}
