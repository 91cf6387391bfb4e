import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { gradeBy, readAudit } from '#lib/domain/audits/readAudit.ts';
import type { Template } from '#lib/domain/templates/Template.ts';

export type BeforeAfterRow = {
	readonly title: string;
	readonly before: string | null;
	readonly after: string | null;
};

/** The grades of two audits of one child side by side: the sections that both graded, then the whole. */
export function beforeAfter(
	first: { readonly record: AuditRecord; readonly template: Template },
	later: { readonly record: AuditRecord; readonly template: Template }
): BeforeAfterRow[] {
	const [then, now] = [readAudit(first.record, first.template), readAudit(later.record, later.template)];
	const sections = now.template.sections
		.filter(({ graded }) => graded)
		.map(({ id, title }) => ({
			title,
			before: gradeBy(then, id, then.head.auditor)?.grade ?? null,
			after: gradeBy(now, id, now.head.auditor)?.grade ?? null
		}))
		.filter(({ before, after }) => before !== null || after !== null);
	return [...sections, { title: 'Overall', before: countedGrade(first.record), after: countedGrade(later.record) }];
}

/** Moderation's, where there is one. */
function countedGrade({ head }: AuditRecord): string | null {
	return head.moderated?.grade ?? head.grade ?? null;
}
