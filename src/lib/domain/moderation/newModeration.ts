import { addWorkingDays } from '../calendar/workingDays.ts';
import type { AuditRecord, Field, Json, ModerationRecord } from '../changes/RecordState.ts';
import { membersOf, textOf } from '../changes/readValue.ts';
import { dayInEngland, type Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import type { Template } from '../templates/Template.ts';

/** A second grade is due so many working days after the audit was submitted (practice.md 1.9). */
export const moderationWorkingDays = 10;

/**
 * What a second grader is given: the answers and notes as they were submitted, and nothing of the first grade. Notes
 * beside a section's grade, the closing boxes and, in a themed set, the answer that is its grade are left out.
 */
export function newModeration(
	id: string,
	audit: AuditRecord,
	template: Template,
	given: { readonly moderator: PersonId | null; readonly at: Instant }
): ModerationRecord {
	const { head } = audit;
	const submittedAt = head.submittedAt ?? given.at;
	return {
		record: { kind: 'moderation', id },
		ver: 1,
		head: {
			state: 'waiting',
			audit: audit.record.id,
			template: head.template,
			caseRef: head.caseRef,
			team: head.team,
			service: head.service,
			worker: head.worker,
			auditor: head.auditor,
			moderator: given.moderator,
			dueOn: addWorkingDays(dayInEngland(submittedAt), moderationWorkingDays).on,
			since: given.at
		},
		fields: new Map(
			[...audit.fields]
				.filter(([key, { value }]) => isEvidence(key, template) && !isReply(key, value))
				.map(([key, { value, by, at }]): [string, Field] => [key, { ver: 1, value, by, at, client: null }])
		)
	};
}

function isEvidence(key: string, template: Template): boolean {
	const [kind = '', of = ''] = key.split('/');
	if (kind === 'evidence' || kind === 'feedback') return true;
	if (kind !== 'answer' && kind !== 'note') return false;
	const question = of.split('~', 1)[0] ?? of;
	if (question === template.grading.question) return false;
	return template.sections.some(({ questions }) => questions.some((one) => one.id === question));
}

/** The worker's words are about the first grade: they are uncovered with it. */
function isReply(key: string, value: Json): boolean {
	return key.startsWith('feedback/') && membersOf(value)?.from === 'practitioner';
}

/** The first grader's judgement, as it is uncovered once the second stands. */
export type FirstJudgement = {
	readonly by: PersonId;
	readonly grade: string | null;
	readonly why: string;
	readonly sections: Readonly<Record<string, { readonly grade: string; readonly reason: string }>>;
	/** What the worker said of it by then; moderations decided before there was a reply have none. */
	readonly replies?: readonly Reply[];
};
export type Reply = { readonly agreement: string; readonly text: string; readonly at: Instant };

export function firstJudgement({ head, fields }: AuditRecord): FirstJudgement {
	const end = `/${head.auditor}`;
	const sections = [...fields].flatMap(([key, { value }]) => {
		if (!key.startsWith('grade/') || !key.endsWith(end) || key === `grade/overall${end}`) return [];
		const { grade, reason } = membersOf(value) ?? {};
		return typeof grade === 'string'
			? [
					[
						key.slice('grade/'.length, -end.length),
						{ grade, reason: typeof reason === 'string' ? reason : '' }
					] as const
				]
			: [];
	});
	const why = membersOf(fields.get('submission')?.value ?? null)?.why;
	return {
		by: head.auditor,
		grade: head.grade ?? null,
		why: typeof why === 'string' ? why : '',
		sections: Object.fromEntries(sections),
		replies: [...fields].flatMap(([key, { value, at }]) => {
			if (!isReply(key, value)) return [];
			const { scale, text } = membersOf(value) ?? {};
			return [{ agreement: textOf(scale), text: textOf(text), at }];
		})
	};
}
