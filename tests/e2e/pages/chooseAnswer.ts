import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import { addDays, type Day } from '#lib/domain/shared/dates.ts';
import type { Question, Section } from '#lib/domain/templates/Template.ts';
import type { Known } from '#lib/ui/question/QuestionProps.ts';

/** One No that calls for a call the same day, one that wants an action, some Partly and Not applicable: no audit is all Yes. */
const weak: Readonly<Record<string, string>> = {
	'CJ1.2': 'no',
	'CJ4.2': 'no',
	'CJ2.4': 'partly',
	'CJ5.2': 'partly',
	'CJ7.1': 'partly',
	'CJ9.1': 'partly',
	'CJ3.6': 'na',
	'CJ2.3': 'requires-improvement',
	'CJ4.3': 'requires-improvement'
};

/** What the journey's auditor answers to a question of any kind; the dates are such that every clock is met. */
export function chooseAnswer(question: Question, known: Known, today: Day): AnswerValue {
	switch (question.kind) {
		case 'ynp':
			return weak[question.id] ?? 'yes';
		case 'g4':
			return weak[question.id] ?? 'good';
		case 'gate':
			return 'safe';
		case 'rag':
			return 'green';
		case 'pick':
			return calmOption(question);
		case 'multi':
			return (question.options ?? []).slice(0, 2).map(({ id }) => id);
		case 'num':
			return 2;
		case 'date':
			return addDays(today, -1);
		case 'time':
			return clockMet(known, today);
		case 'text':
			return `What the record says, read for ${question.number}, on the ${today}.`;
	}
}

/** Two sections have room for improvement. */
export function chooseGrade({ id }: Section): string {
	return id === 'CJ4' || id === 'CJ2' ? 'requires-improvement' : 'good';
}

/** Said beside every answer that wants it. */
export function noteFor(question: Question): string {
	return `Case note read for ${question.number}: the visit is written up and the plan says who does what.`;
}

/** The first option that sets nothing off. */
function calmOption({ options = [], alerts, noteWhen }: Question): string {
	const loud = new Set([
		...alerts.filter(({ confirm }) => confirm !== true).flatMap(({ on }) => on),
		...(noteWhen?.is ?? [])
	]);
	return options.find(({ id }) => !loud.has(id))?.id ?? options[0]?.id ?? '';
}

function clockMet({ clock, to }: Known, today: Day): AnswerValue {
	if (to === 'today') return { from: addDays(today, -1), to: today };
	const length = clock?.asks === 'at-least' ? 28 : 1;
	return { from: addDays(today, -40), to: addDays(today, length - 40) };
}
