import type { Cap, GradingRule, Template } from '#lib/domain/templates/Template.ts';
import type { ComparedRow } from './comparedRow.ts';
import { gradeWords } from './grades.ts';
import { choicesOf } from './kinds.ts';
import { inWords, list } from './numbers.ts';

/** Where a suggestion comes from, as the editor offers it and a comparison says it. */
export const suggestionWays: Readonly<
	Record<GradingRule['suggestion'], { readonly label: string; readonly hint: string }>
> = {
	'lower-median': { label: 'From the sections’ grades', hint: 'The lower middle of them, held down by the caps' },
	single: { label: 'From one question', hint: 'As the themed sets do' }
};

/** What differs in how the grade comes about: the rule part by part, each cap by itself. */
export function gradingRows(before: Template, after: Template): ComparedRow[] {
	const rule = (part: string, words: (template: Template) => string): ComparedRow => ({
		part,
		before: words(before),
		after: words(after)
	});
	const caps = [...new Set([...before.grading.caps, ...after.grading.caps].map(({ id }) => id))];
	return [
		rule('There is an overall grade', ({ grading }) => (grading.overall ? 'Yes' : 'No')),
		rule('Where it comes from', ({ grading }) => suggestionWays[grading.suggestion].label),
		rule('From which question', (template) => questionWords(template.grading.question, template)),
		rule('How far above the lowest section', ({ grading }) => aboveWords(grading.aboveLowest)),
		rule('What Outstanding needs', outstandingWords),
		...caps.map((id) => ({ part: 'Cap', before: capOf(before, id), after: capOf(after, id) }))
	].filter((row) => row.before !== row.after);
}

/** "At most Requires improvement when 2 or more of these are Inadequate or lower: …" */
export function capWords(cap: Cap, template: Template): string {
	const { sections = [], questions = [], openAlert, holdsAt, because } = cap;
	const causes = [
		...(sections.length === 0 ? [] : [sectionCause(cap, template)]),
		...questions.map(({ id, is, late }) => answerCause(id, is, late === true, template)),
		...(openAlert === true ? ['a same-day alert is open'] : [])
	];
	return `At most ${gradeWords[holdsAt]} when ${list(causes, 'or')}: ${because}`;
}

function sectionCause({ sections = [], count, grade }: Cap, template: Template): string {
	const names = sections.map((id) => sectionName(id, template));
	const low = grade === 'inadequate' ? gradeWords.inadequate : `${gradeWords[grade]} or lower`;
	if (sections.length === 1) return `${names[0] ?? ''} is ${low}`;
	return `${inWords(count)} or more of ${list(names)} ${count === 1 ? 'is' : 'are'} ${low}`;
}

function answerCause(id: string, is: readonly string[], late: boolean, template: Template): string {
	const question = template.sections.flatMap(({ questions }) => questions).find((one) => one.id === id);
	const choices = question === undefined ? [] : choicesOf(question);
	const words = is.map((value) => choices.find((one) => one.value === value)?.label ?? value);
	return `${question?.number ?? id} is ${list([...words, ...(late ? ['late'] : [])], 'or')}`;
}

function capOf(template: Template, id: string): string | null {
	const cap = template.grading.caps.find((one) => one.id === id);
	return cap === undefined ? null : capWords(cap, template);
}

function aboveWords(most: number | undefined): string {
	return most === undefined ? 'however far' : `at most ${inWords(most)} ${most === 1 ? 'grade' : 'grades'}`;
}

function outstandingWords(template: Template): string {
	const needs = template.grading.outstandingNeeds;
	if (needs === undefined) return 'nothing more';
	const heard = needs.feedback.map((id) => questionWords(id, template));
	return [
		`${sectionName(needs.section, template)} is Outstanding`,
		'no section below Good',
		...(heard.length === 0 ? [] : [`an answer to ${list(heard, 'or')}`])
	].join(', ');
}

function sectionName(id: string, { sections }: Template): string {
	const section = sections.find((one) => one.id === id);
	return section === undefined ? id : `${section.number} ${section.title}`;
}

function questionWords(id: string | undefined, { sections }: Template): string {
	const question = sections.flatMap(({ questions }) => questions).find((one) => one.id === id);
	return question === undefined ? (id ?? 'none') : `${question.number} ${question.text}`;
}
