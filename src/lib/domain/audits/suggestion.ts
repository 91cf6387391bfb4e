import type { GradingFacts } from '../grading/GradingFacts.ts';
import { suggestGrade, type GradeSuggestion } from '../grading/suggestGrade.ts';
import type { Day } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import { askedIn } from './askedIn.ts';
import { questionState } from './questionState.ts';
import { gradeBy, type Audit } from './readAudit.ts';

/** The overall grade the template's rule suggests for one grader's section grades, with how it came about. */
export function suggestionFor(audit: Audit, grader: PersonId, today: Day): GradeSuggestion {
	return suggestGrade(audit.template.grading, gradingFacts(audit, grader, today));
}

export function gradingFacts(audit: Audit, grader: PersonId, today: Day): GradingFacts {
	const asked = askedIn(audit);
	const questions = audit.template.sections.flatMap((section) => section.questions).filter((one) => asked.has(one.id));
	const states = questions.map((question) => ({ question, state: questionState(audit, question, today) }));
	return {
		sections: audit.template.sections
			.filter((section) => section.graded)
			.map((section) => ({ id: section.id, grade: gradeBy(audit, section.id, grader)?.grade ?? null })),
		answers: Object.fromEntries(states.map(({ question, state }) => [question.id, asTexts(state.value)])),
		late: states
			.filter(({ state }) => state.isJudged && state.clock?.state === 'late')
			.map(({ question }) => question.id),
		openAlerts: audit.head.openAlerts
	};
}

function asTexts(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
