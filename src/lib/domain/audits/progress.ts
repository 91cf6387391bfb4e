import type { Day } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import type { Question, Section } from '../templates/Template.ts';
import { askedIn } from './askedIn.ts';
import { questionState } from './questionState.ts';
import { gradeBy, type Audit } from './readAudit.ts';
import { isEmptyValue } from './values.ts';

export { askedIn } from './askedIn.ts';

export type SectionProgress = {
	readonly section: Section;
	readonly asked: readonly Question[];
	/** What was judged of what there is to judge: questions that may be left out count once they are answered. */
	readonly judged: number;
	readonly toJudge: number;
	readonly status: 'not-started' | 'begun' | 'completed';
	/** The first question nobody has judged, null when there is none; `grade` when only the section's grade is missing. */
	readonly next: string | null;
};

export type AuditProgress = {
	readonly sections: readonly SectionProgress[];
	readonly judged: number;
	readonly toJudge: number;
	/** Where to carry on. */
	readonly next: { readonly section: string; readonly question: string } | null;
};

/** How far an audit is, section by section, in the eyes of who grades it. */
export function progressOf(audit: Audit, grader: PersonId): AuditProgress {
	const asked = askedIn(audit);
	const sections = audit.template.sections.map((section) => sectionProgress(audit, section, asked, grader));
	const first = sections.find((one) => one.next !== null);
	return {
		sections,
		judged: sum(sections.map((one) => one.judged)),
		toJudge: sum(sections.map((one) => one.toJudge)),
		next: first === undefined ? null : { section: first.section.id, question: first.next ?? '' }
	};
}

export function sectionProgress(
	audit: Audit,
	section: Section,
	askedIds: ReadonlySet<string>,
	grader: PersonId
): SectionProgress {
	const asked = section.questions.filter((question) => askedIds.has(question.id));
	if (section.judged === false) return { section, asked, judged: 0, toJudge: 0, status: 'completed', next: null };
	const open = asked.filter((question) => !isJudged(audit, question.id));
	const counted = asked.filter((question) => !question.optional || isJudged(audit, question.id));
	const grades = gradesWanted(audit, section);
	const given = grades.filter((one) => gradeBy(audit, one, grader) !== null);
	const judged = counted.length - open.filter((question) => !question.optional).length + given.length;
	const toJudge = counted.length + grades.length;
	const nextQuestion = open.find((question) => !question.optional)?.id;
	return {
		section,
		asked,
		judged,
		toJudge,
		status: judged === toJudge ? 'completed' : judged === 0 ? 'not-started' : 'begun',
		next: nextQuestion ?? (given.length < grades.length ? 'grade' : null)
	};
}

/** The grades a section asks for: its own, and in the judgement the overall one, where the template gives one. */
export function gradesWanted(audit: Audit, section: Section): readonly string[] {
	const isLast = section.judgement === true && audit.template.grading.overall && !hasThemeGrade(audit);
	return [...(section.graded ? [section.id] : []), ...(isLast ? ['overall'] : [])];
}

/** Themed sets are graded by one question of their own. */
function hasThemeGrade(audit: Audit): boolean {
	return audit.template.grading.suggestion === 'single';
}

function isJudged(audit: Audit, key: string): boolean {
	const answer = audit.answers.get(key);
	return answer !== undefined && !isEmptyValue(answer.value);
}

/** Alerts that an answer calls for and nobody has raised. */
export function alertsToRaise(audit: Audit, section: Section, today: Day): readonly Question[] {
	const asked = askedIn(audit);
	return section.questions.filter(
		(question) =>
			asked.has(question.id) &&
			questionState(audit, question, today).alerts.some((rule) => rule.level === 'same-day' && rule.confirm !== true) &&
			!audit.alerts.some((alert) => alert.question === question.id)
	);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, one) => total + one, 0);
}
