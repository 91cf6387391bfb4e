import type { GradingStep } from '#lib/domain/grading/explainSuggestion.ts';
import { gradeWord } from './grades.ts';
import { inWords, list, plural } from './numbers.ts';

/** A sentence in pieces: every second one is what it turns on, set bold. */
export type Sentence = readonly string[];
/** Names sections and questions by their ids, as the template calls them. */
export type Names = { readonly section: (id: string) => string; readonly question: (id: string) => string };

type Facts = GradingStep['facts'];

/** How the suggested grade came about, one sentence for each step (domain/grading/explainSuggestion.ts). */
export function stepSentence(step: GradingStep, names: Names): Sentence {
	const { facts } = step;
	const sections = list(idsIn(facts.sections).map(names.section));
	const at = gradeWord(String(facts.at ?? ''));
	const grade = gradeWord(String(facts.grade ?? ''));
	const held = ['the overall grade is capped at ', at];
	switch (step.code) {
		case 'grading.no-overall':
			return ['This template gives no overall grade.'];
		case 'grading.nothing-graded':
			return ['No section is graded yet, so there is nothing to suggest.'];
		case 'grading.lower-middle':
			return [`The lower middle of your ${ofSections(facts)} is `, grade, '.'];
		case 'grading.theme-grade':
			return ['Your grade for the theme is ', grade, '.'];
		case 'grading.capped-by-section':
			return [`${sections} ${isOrAre(facts)} `, grade, `, so ${held[0]}`, at, '.'];
		case 'grading.near-lowest':
			return [
				`${sections} ${isOrAre(facts)} `,
				grade,
				', and the whole is never far above its lowest part: it is capped at ',
				at,
				'.'
			];
		case 'grading.capped-by-answer':
		case 'grading.capped-by-late':
			return [`${because(facts)} (${list(idsIn(facts.questions).map(names.question))}), so ${held[0]}`, at, '.'];
		case 'grading.capped-by-alert':
			return [
				`${plural(Number(facts.alerts ?? 1), 'same-day alert')} ${Number(facts.alerts ?? 1) === 1 ? 'is' : 'are'} open, so ${held[0]}`,
				at,
				'.'
			];
		case 'grading.outstanding-needs':
			return [
				'Outstanding needs ',
				list(idsIn(facts.missing).map(needWords)),
				', so the overall grade is capped at ',
				at,
				'.'
			];
		case 'grading.nothing-holds-lower':
			return [
				Number(facts.openAlerts ?? 0) === 0
					? 'No alert is open, and nothing holds it lower.'
					: 'Nothing else holds it lower.'
			];
		case 'grading.not-yet-graded':
			return [`${plural(Number(facts.count), 'section')} ${isOrAre(facts)} not graded yet; the suggestion may change.`];
		case 'grading.left-out':
			return [
				`${plural(Number(facts.count), 'section')} of ${facts.of} ${Number(facts.count) === 1 ? 'does' : 'do'} not apply and ${isOrAre(facts)} left out.`
			];
		case 'grading.mostly-elsewhere':
			return ['More than a third of the sections do not apply. Ask the QA manager whether this is the right form.'];
	}
}

function idsIn(fact: Facts[string] | undefined): string[] {
	return fact === undefined || fact === '' ? [] : String(fact).split(',');
}

function ofSections(facts: Facts): string {
	const of = Number(facts.of ?? 0);
	return of === 1 ? 'one section grade' : `${inWords(of)} section grades`;
}

function isOrAre(facts: Facts): string {
	return Number(facts.count ?? 1) === 1 ? 'is' : 'are';
}

/** The template's own reason, without its full stop, for the middle of a sentence. */
function because(facts: Facts): string {
	return String(facts.because ?? '').replace(/\.$/, '');
}

function needWords(need: string): string {
	const words: Readonly<Record<string, string>> = {
		'section-outstanding': 'an Outstanding impact on the child',
		'none-below-good': 'no section below Good',
		feedback: 'the child’s or a parent’s feedback, or why there is none'
	};
	return words[need] ?? need;
}
