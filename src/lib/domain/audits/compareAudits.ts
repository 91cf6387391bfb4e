import type { PersonId } from '../shared/ids.ts';
import type { Question, Section } from '../templates/Template.ts';
import { gradeBy, type Audit } from './readAudit.ts';

export type GradesCompared = { readonly section: Section; readonly before: string | null; readonly now: string | null };
export type AnswersCompared = { readonly question: Question; readonly before: string; readonly now: string | null };
export type Compared = {
	readonly overall: { readonly before: string | null; readonly now: string | null };
	readonly grades: readonly GradesCompared[];
	/** What was weak then, and what is answered to it now. */
	readonly weak: readonly AnswersCompared[];
};

/** What counted as weak: it is what a second look is for. */
const weakAnswers: ReadonlySet<string> = new Set(['no', 'partly', 'concern', 'cannot-tell', 'red', 'inadequate']);

/**
 * An audit beside the last one, by the sections and questions that both have: of one child, whether it is better now; of
 * one theme, how the child before this one stood. Each in the eyes of whoever audited it.
 */
export function compareAudits(last: Audit, audit: Audit): Compared {
	const sections = audit.template.sections.filter(({ id }) => last.template.sections.some((one) => one.id === id));
	const then = new Set(last.template.sections.flatMap(({ questions }) => questions.map(({ id }) => id)));
	return {
		overall: { before: overallOf(last), now: overallOf(audit) },
		grades: sections
			.filter(({ graded }) => graded)
			.map((section) => ({ section, before: gradeIn(last, section.id), now: gradeIn(audit, section.id) }))
			.filter(({ before, now }) => before !== null || now !== null),
		weak: sections.flatMap(({ questions }) =>
			questions.filter(({ id }) => then.has(id)).flatMap((question) => weakBefore(last, audit, question) ?? [])
		)
	};
}

function gradeIn(audit: Audit, section: string, by: PersonId = audit.head.auditor): string | null {
	return gradeBy(audit, section, by)?.grade ?? null;
}

/** What moderation settled on counts before the auditor's own; in a themed set the answer that is its grade. */
function overallOf(audit: Audit): string | null {
	return audit.head.moderated?.grade ?? audit.head.grade ?? gradeIn(audit, 'overall');
}

function weakBefore(last: Audit, audit: Audit, question: Question): AnswersCompared | null {
	const before = last.answers.get(question.id)?.value;
	if (typeof before !== 'string' || question.kind === 'text' || !weakAnswers.has(before)) return null;
	const now = audit.answers.get(question.id)?.value;
	return { question, before, now: typeof now === 'string' ? now : null };
}
