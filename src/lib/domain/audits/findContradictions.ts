import { addMonths } from '../calendar/months.ts';
import { dayInEngland, type Day } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import type { Question, Section } from '../templates/Template.ts';
import { askedIn } from './askedIn.ts';
import { contradictionRules, type Claim, type ContradictionRule } from './contradictionRules.ts';
import { findQuestion, sectionOf } from './keys.ts';
import { questionState, shortestNote } from './questionState.ts';
import { gradeBy, type Audit } from './readAudit.ts';
import { isTime } from './values.ts';

/** What hardly goes together in an audit: where to look, and what it is about. */
export type Contradiction = {
	/** A rule's id, or one of what holds for every question. */
	readonly rule: string;
	readonly section: string;
	/** Where it is mended: a question, or null for the section's grade. */
	readonly question: string | null;
	/** The other side: a question's key, where there is one. */
	readonly against: string | null;
};

/** In the order of the rules; each at most once. It says nothing of what is not answered, and never stops anyone. */
export function findContradictions(audit: Audit, grader: PersonId, today: Day): readonly Contradiction[] {
	return [
		...contradictionRules.flatMap((rule) => broken(audit, rule, grader, today)),
		...audit.template.sections.flatMap((section) => [
			...section.questions.flatMap((question) => datesOf(audit, section, question, today)),
			...gradeAgainstAnswers(audit, section, grader)
		]),
		...sameNotes(audit)
	];
}

function broken(audit: Audit, { id, one, other }: ContradictionRule, grader: PersonId, today: Day): Contradiction[] {
	if (!holds(audit, one, grader, today) || !holds(audit, other, grader, today)) return [];
	const question = 'question' in one ? one.question : null;
	const section = 'section' in one ? one.section : (sectionOf(audit.template, one.question)?.id ?? '');
	return [{ rule: id, section, question, against: 'question' in other ? other.question : null }];
}

function holds(audit: Audit, claim: Claim, grader: PersonId, today: Day): boolean {
	if ('section' in claim) {
		const given = gradeBy(audit, claim.section, grader)?.grade;
		return given !== undefined && claim.graded.includes(given);
	}
	const question = findQuestion(audit.template, claim.question);
	if (question === undefined || !askedIn(audit).has(question.id)) return false;
	const { value, clock } = questionState(audit, question, today);
	if (value === null) return false;
	if ('is' in claim) return typeof value === 'string' && claim.is.includes(value);
	if ('clock' in claim)
		return clock !== null && (clock.state === 'late') === (claim.clock === 'late') && clock.state !== 'unknown';
	const last = lastDay(audit, question);
	return last !== null && last < addMonths(today, -claim.olderThan.months);
}

/** The later date of an answer. */
function lastDay(audit: Audit, { id, kind }: Question): Day | null {
	const value = audit.answers.get(id)?.value;
	if (isTime(value)) return value.to ?? value.from;
	return kind === 'date' && typeof value === 'string' ? value : null;
}

/** Dates that had not come when they were written down, or that stand the wrong way round. */
function datesOf(audit: Audit, section: Section, question: Question, today: Day): Contradiction[] {
	const answer = audit.answers.get(question.id);
	if (answer === undefined || !askedIn(audit).has(question.id)) return [];
	const at = { section: section.id, question: question.id, against: null };
	const { value } = answer;
	const days = isTime(value)
		? [value.from, value.to]
		: question.kind === 'date' && typeof value === 'string'
			? [value]
			: [];
	const written = dayInEngland(answer.at);
	const latest = written > today ? written : today;
	const isComing = days.some((day) => day !== null && day > latest);
	const isBackwards =
		isTime(value) &&
		value.from !== null &&
		value.to !== null &&
		value.to < value.from &&
		!mayRunBack(audit, question, today);
	return [
		...(isComing ? [{ rule: 'date-to-come', ...at }] : []),
		...(isBackwards ? [{ rule: 'dates-backwards', ...at }] : [])
	];
}

/** A clock that asks for at least so long, as a report shared before a meeting, has its dates either way round. */
function mayRunBack(audit: Audit, question: Question, today: Day): boolean {
	const { clock } = questionState(audit, question, today);
	return clock === null || clock.state !== 'late';
}

/** Good or Outstanding over a section whose answers are mostly No. */
function gradeAgainstAnswers(audit: Audit, section: Section, grader: PersonId): Contradiction[] {
	const grade = gradeBy(audit, section.id, grader)?.grade;
	if (grade !== 'good' && grade !== 'outstanding') return [];
	const judged = section.questions
		.filter(({ kind }) => kind === 'ynp')
		.flatMap(({ id }) => audit.answers.get(id)?.value ?? [])
		.filter((value) => value !== 'na');
	const weak = judged.filter((value) => value === 'no').length;
	if (judged.length < 3 || weak * 2 <= judged.length) return [];
	return [{ rule: 'grade-over-mostly-no', section: section.id, question: null, against: null }];
}

/** The same words as evidence for three questions or more show nothing for any of them. */
function sameNotes(audit: Audit): Contradiction[] {
	const asked = askedIn(audit);
	const places = Map.groupBy(
		[...audit.notes].filter(([key, text]) => text.trim().length >= shortestNote && asked.has(key)),
		([, text]) => text.trim().toLowerCase()
	);
	return [...places.values()]
		.filter((same) => same.length >= 3)
		.flatMap((same) => {
			const [question = '', , against = null] = same.map(([key]) => key);
			const section = sectionOf(audit.template, question)?.id ?? '';
			return [{ rule: 'same-note', section, question, against }];
		});
}
