import { mayGrade } from '../grading/mayGrade.ts';
import { isScaleGrade } from '../grading/grades.ts';
import type { Day } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import { alertsFired } from '../templates/alertsFired.ts';
import type { AlertRule } from '../templates/Template.ts';
import { noGivenNames, type GivenNames } from '../nameGuard/GivenNames.ts';
import { findPersonalDetail, type PersonalDetail } from '../nameGuard/findPersonalDetail.ts';
import { askedIn } from './askedIn.ts';
import { findContradictions } from './findContradictions.ts';
import { gradesWanted } from './progress.ts';
import { questionState } from './questionState.ts';
import { gradeBy, isAnswered, type Audit } from './readAudit.ts';
import { suggestionFor } from './suggestion.ts';

export type GapKind =
	| 'unanswered'
	| 'evidence-wanted'
	| 'reason-wanted'
	| 'not-graded'
	| 'no-overall-grade'
	| 'overall-grade-held'
	| 'overall-reason-wanted'
	| 'alert-not-raised'
	| 'nobody-told'
	| 'priority-action-wanted'
	| 'conflict'
	| 'contradiction'
	| 'personal-detail';

/** Something to look at before submitting. None of them stops it: an incomplete submission is kept and shown (M5). */
export type Gap = {
	readonly kind: GapKind;
	readonly section: string | null;
	readonly question: string | null;
	readonly found?: readonly PersonalDetail[];
	/** For an alert: its id. */
	readonly alert?: string;
	/** For a contradiction: its rule, and the question on its other side. */
	readonly rule?: string;
	readonly against?: string | null;
};

/** Everything that is missing, thin or unsafe to send in an audit, in the order a reader meets it. */
export function checkAudit(audit: Audit, grader: PersonId, today: Day, names: GivenNames = noGivenNames): Gap[] {
	return [
		...audit.alerts
			.filter((alert) => alert.state === 'nobody-told')
			.map((alert) => ({ kind: 'nobody-told' as const, section: null, question: alert.question, alert: alert.id })),
		...audit.template.sections.flatMap((section) => sectionGaps(audit, section.id, grader, today)),
		...overallGaps(audit, grader, today),
		...audit.conflicts.map(({ key }) => ({ kind: 'conflict' as const, section: null, question: key })),
		...findContradictions(audit, grader, today).map((one) => ({ kind: 'contradiction' as const, ...one })),
		...personalDetails(audit, names)
	];
}

function sectionGaps(audit: Audit, sectionId: string, grader: PersonId, today: Day): Gap[] {
	const section = audit.template.sections.find((one) => one.id === sectionId);
	if (section === undefined || section.judged === false) return [];
	const asked = askedIn(audit);
	const gaps: Gap[] = [];
	for (const question of section.questions) {
		if (!asked.has(question.id)) continue;
		const gap = (kind: GapKind) => gaps.push({ kind, section: section.id, question: question.id });
		const state = questionState(audit, question, today);
		if (!state.isJudged) {
			if (!question.optional) gap('unanswered');
			continue;
		}
		if (state.noteWanted !== null && !state.hasNote)
			gap(state.noteWanted === 'reason' ? 'reason-wanted' : 'evidence-wanted');
		const certain = state.alerts.filter((rule) => rule.confirm !== true);
		const isRaised = audit.alerts.some((alert) => alert.question === question.id);
		if (certain.some((rule) => rule.level === 'same-day') && !isRaised) gap('alert-not-raised');
		const isOwned = isAnswered(audit, question.id);
		if (certain.some((rule) => rule.level === 'priority') && !isOwned) gap('priority-action-wanted');
	}
	if (gradesWanted(audit, section).includes(section.id) && gradeBy(audit, section.id, grader) === null) {
		gaps.push({ kind: 'not-graded', section: section.id, question: null });
	}
	return gaps;
}

function overallGaps(audit: Audit, grader: PersonId, today: Day): Gap[] {
	const section = audit.template.sections.find((one) => gradesWanted(audit, one).includes('overall'));
	if (section === undefined) return [];
	const gap = (kind: GapKind): Gap[] => [{ kind, section: section.id, question: null }];
	const own = gradeBy(audit, 'overall', grader);
	if (own === null || !isScaleGrade(own.grade)) return gap('no-overall-grade');
	const judged = mayGrade(own.grade, suggestionFor(audit, grader, today), 'auditor', own.reason);
	if (!judged.ok && judged.problem.code === 'grading.reason-needed') return gap('overall-reason-wanted');
	if (!judged.ok) return gap('overall-grade-held');
	if (own.reason.trim() === '') return gap('overall-reason-wanted');
	return callsToday(audit, own.grade);
}

/** An overall grade that may not wait, and no alert anywhere in the audit that somebody could act on. */
function callsToday(audit: Audit, grade: string): Gap[] {
	if (audit.alerts.length > 0) return [];
	return audit.template.sections.flatMap((section) =>
		(section.builtIn ?? [])
			.filter((one) => one.part === 'overall-grade' && alertsFired(one, { value: grade }).some(isSameDay))
			.map((one) => ({ kind: 'alert-not-raised' as const, section: section.id, question: one.id }))
	);
}

function isSameDay({ level }: AlertRule): boolean {
	return level === 'same-day';
}

function personalDetails(audit: Audit, names: GivenNames): Gap[] {
	return [...audit.notes].flatMap(([key, text]) => {
		const found = findPersonalDetail(text, names);
		if (found.length === 0) return [];
		const section = audit.template.sections.find(
			(one) => key.startsWith(`${one.id}.`) || one.questions.some((question) => question.id === key)
		);
		return [{ kind: 'personal-detail' as const, section: section?.id ?? null, question: key, found }];
	});
}
