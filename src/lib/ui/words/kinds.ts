import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import { isTime, type gateValues, type ragValues, type ynpValues } from '#lib/domain/audits/values.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Kind, Question } from '#lib/domain/templates/Template.ts';
import type { Choice } from '../form/Choice.ts';
import { dayAndMonth } from './dates.ts';
import { gradesDownwards, gradeWord, gradeWords } from './grades.ts';
import { list } from './numbers.ts';

export const ynpWords: Record<(typeof ynpValues)[number], string> = {
	yes: 'Yes',
	partly: 'Partly',
	no: 'No',
	na: 'Not applicable'
};
export const gateWords: Record<(typeof gateValues)[number], string> = {
	safe: 'Safe',
	concern: 'Concern',
	'cannot-tell': 'Cannot tell'
};
export const ragWords: Record<(typeof ragValues)[number], string> = { red: 'Red', amber: 'Amber', green: 'Green' };

/** Y, P, N and A answer. */
export const ynpChoices: readonly Choice[] = choices(ynpWords).map((choice) => ({
	...choice,
	key: choice.value === 'na' ? 'a' : choice.value.charAt(0)
}));
/** What someone is asked who is no auditor. */
export const yesPartlyNo: readonly Choice[] = ynpChoices.filter(({ value }) => value !== 'na');
export const gateChoices = choices(gateWords);
export const ragChoices = choices(ragWords);
export const gradeChoices: readonly Choice[] = gradesDownwards.map((grade) => ({
	value: grade,
	label: gradeWords[grade],
	grade
}));

/** The tiles of a question that is answered by choosing one; empty for other kinds. */
export function choicesOf(question: Pick<Question, 'kind' | 'options'>): readonly Choice[] {
	switch (question.kind) {
		case 'ynp':
			return ynpChoices;
		case 'gate':
			return gateChoices;
		case 'rag':
			return ragChoices;
		case 'g4':
			return [...gradeChoices, { value: 'na', label: 'Not applicable' }];
		case 'pick':
		case 'multi':
			return (question.options ?? []).map(({ id, label }) => ({ value: id, label }));
		default:
			return [];
	}
}

/** What a person answered, in words, for the check page, the timeline and a conflict. */
export function answerWords(
	question: Pick<Question, 'kind' | 'options' | 'unit'>,
	value: AnswerValue,
	today: Day
): string {
	if (isTime(value))
		return [value.from, value.to].map((on) => (on === null ? 'no date' : dayAndMonth(on, today))).join(' to ');
	if (Array.isArray(value)) return list(value.map((one) => optionLabel(question, one)));
	if (typeof value === 'number') return question.unit === undefined ? String(value) : `${value} ${question.unit}`;
	return typeof value === 'string' ? textWords(question, value, today) : '';
}

const tables: Partial<Record<Kind, Readonly<Record<string, string>>>> = {
	ynp: ynpWords,
	gate: gateWords,
	rag: ragWords
};

function textWords(question: Pick<Question, 'kind' | 'options'>, value: string, today: Day): string {
	if (question.kind === 'g4') return gradeWord(value);
	if (question.kind === 'date') return dayAndMonth(value, today);
	if (question.kind === 'pick') return optionLabel(question, value);
	return tables[question.kind]?.[value] ?? value;
}

function optionLabel(question: Pick<Question, 'options'>, id: string): string {
	return question.options?.find((option) => option.id === id)?.label ?? id;
}

function choices(words: Readonly<Record<string, string>>): readonly Choice[] {
	return Object.entries(words).map(([value, label]) => ({ value, label }));
}
