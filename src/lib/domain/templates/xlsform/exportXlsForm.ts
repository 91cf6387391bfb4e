import type { Kind, Question, Section, Template } from '../Template.ts';
import { expressionFor } from './expressionFor.ts';

export type FormSheetOut = { readonly name: string; readonly rows: readonly (readonly string[])[] };
/** Words of ours that a form has to bring itself. */
export type FormWords = {
	readonly from: string;
	readonly to: string;
	readonly choicesOf: (question: Question) => readonly { readonly value: string; readonly label: string }[];
};

const surveyHead = ['type', 'name', 'label', 'hint', 'required', 'relevant'];

/**
 * A template as an XLSForm: what any program that reads such forms can ask. Grades' rules, caps, alerts, clocks and what
 * the import fills in have no place in a form and stay behind; `importXlsForm` gives the rest back as it was.
 */
export function exportXlsForm(template: Template, words: FormWords): readonly FormSheetOut[] {
	const questions = new Map(template.sections.flatMap((one) => one.questions).map((one) => [one.id, one] as const));
	const survey = template.sections.flatMap((section) => groupRows(section, questions, words));
	const settings = [
		['form_title', 'form_id', 'version'],
		[template.title, template.id, String(template.version)]
	];
	return [
		{ name: 'survey', rows: [surveyHead, ...survey] },
		{ name: 'choices', rows: [['list_name', 'name', 'label'], ...choiceRows([...questions.values()], words)] },
		{ name: 'settings', rows: settings }
	];
}

type Questions = ReadonlyMap<string, Question>;

function groupRows(section: Section, questions: Questions, words: FormWords): string[][] {
	if (section.questions.length === 0 && section.intro === undefined) return [];
	return [
		['begin_group', section.id, section.title],
		...(section.intro === undefined ? [] : [['note', `${section.id}_intro`, section.intro]]),
		...section.questions.flatMap((question) => questionRows(question, questions, words)),
		['end_group']
	];
}

function questionRows(question: Question, questions: Questions, words: FormWords): string[][] {
	const { id, text, guidance, optional, askWhen } = question;
	const relevant = askWhen === undefined ? '' : (expressionFor(askWhen, questions) ?? '');
	const required = optional ? '' : 'yes';
	if (question.kind !== 'time') return [[typeOf(question), id, text, guidance, required, relevant]];
	return [
		['begin_group', id, text, guidance, required, relevant],
		['date', `${id}_from`, question.fromLabel ?? words.from, '', required],
		['date', `${id}_to`, question.toLabel ?? words.to, '', required],
		['end_group']
	];
}

const plainTypes: Readonly<Partial<Record<Kind, string>>> = { num: 'decimal', date: 'date', text: 'text' };

function typeOf({ kind, id }: Question): string {
	if (kind === 'multi') return `select_multiple ${id}`;
	if (kind === 'pick') return `select_one ${id}`;
	return plainTypes[kind] ?? `select_one ${kind}`;
}

function choiceRows(questions: readonly Question[], words: FormWords): string[][] {
	const lists = new Map<string, readonly { readonly value: string; readonly label: string }[]>();
	for (const question of questions.filter(({ kind }) => kind !== 'time')) {
		const [type, list] = typeOf(question).split(' ');
		if (type?.startsWith('select') === true && list !== undefined) lists.set(list, words.choicesOf(question));
	}
	return [...lists].flatMap(([list, choices]) => choices.map(({ value, label }) => [list, value, label]));
}
