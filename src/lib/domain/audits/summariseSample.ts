import { proportion, type Proportion } from '../reporting/interval.ts';
import type { Day } from '../shared/dates.ts';
import type { Question, Template } from '../templates/Template.ts';
import { questionState } from './questionState.ts';
import type { Audit } from './readAudit.ts';
import { isNotApplicable } from './values.ts';

/** What was found for one question over the children looked at. */
export type QuestionSummary = {
	readonly question: Question;
	/** Of those it was answered and applied for: how many are as good practice has it. */
	readonly found: Proportion;
	/** The same of those drawn at random alone: only they speak for children nobody looked at. */
	readonly atRandom: Proportion;
};
export type SampleSummary = {
	readonly looked: number;
	readonly atRandom: number;
	readonly questions: readonly QuestionSummary[];
};

/**
 * The children of a dip sample, question by question. A range is given only of those drawn with equal chances: those
 * nominated, or drawn weighted or in groups, count as found but speak for nobody else here; the office, which knows
 * the groups, weighs them back (`sampling/weighBack`). Questions that have no better and worse answer are left out.
 */
export function summariseSample(audits: readonly Audit[], template: Template, today: Day): SampleSummary {
	const questions = template.sections.flatMap((section) => section.questions).filter(hasBetter);
	const random = audits.filter(({ head }) => head.route === 'random');
	const summaries = questions.map((question) => ({
		question,
		found: foundIn(audits, question, today),
		atRandom: foundIn(random, question, today)
	}));
	return {
		looked: audits.length,
		atRandom: random.length,
		questions: summaries.filter(({ found }) => found.of > 0)
	};
}

function hasBetter({ kind }: Question): boolean {
	return kind === 'ynp' || kind === 'gate' || kind === 'rag' || kind === 'g4' || kind === 'time' || kind === 'date';
}

function foundIn(audits: readonly Audit[], question: Question, today: Day): Proportion {
	const verdicts = audits.map((audit) => isAsItShould(audit, question, today)).filter((one) => one !== null);
	return proportion(verdicts.filter((one) => one).length, verdicts.length);
}

const better: Readonly<Record<string, readonly string[]>> = {
	ynp: ['yes'],
	gate: ['safe'],
	rag: ['green'],
	g4: ['good', 'outstanding']
};

/** Null where it was not answered, does not apply, or its clock has not run out: nothing can be said yet. */
function isAsItShould(audit: Audit, question: Question, today: Day): boolean | null {
	const { value, clock } = questionState(audit, question, today);
	if (value === null || isNotApplicable(value)) return null;
	const good = better[question.kind];
	if (good !== undefined) return typeof value === 'string' && good.includes(value);
	if (clock === null || clock.state === 'unknown') return null;
	return clock.state !== 'late';
}
