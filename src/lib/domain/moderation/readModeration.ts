import type { AnswerValue } from '../changes/Change.ts';
import { fieldsUnder } from '../changes/records.ts';
import type { Json, ModerationHead, ModerationRecord } from '../changes/RecordState.ts';
import { membersOf, textOf } from '../changes/readValue.ts';
import type { PersonId } from '../shared/ids.ts';
import type { FirstJudgement } from './newModeration.ts';

export type SectionGrade = { readonly grade: string; readonly reason: string };
export type Decision = SectionGrade & { readonly auditQuality: string };

/** A moderation as a page reads it, made from the fields of its record. */
export type Moderation = {
	readonly id: string;
	readonly head: ModerationHead;
	readonly answers: ReadonlyMap<string, AnswerValue>;
	readonly notes: ReadonlyMap<string, string>;
	/** The second grades by section, `overall` for the whole. */
	readonly second: ReadonlyMap<string, SectionGrade>;
	/** Null until the server has uncovered it. */
	readonly first: FirstJudgement | null;
	readonly panel: readonly (Decision & { readonly by: PersonId })[];
	readonly decision: Decision | null;
};

export function readModeration({ record, head, fields }: ModerationRecord): Moderation {
	const end = `/${head.moderator ?? ''}`;
	const value = (key: string) => fields.get(key)?.value ?? null;
	return {
		id: record.id,
		head,
		answers: new Map(
			fieldsUnder(fields, 'answer/').flatMap(([key, { value: given }]) =>
				given === null ? [] : [[key, given as AnswerValue] as const]
			)
		),
		notes: new Map(
			fieldsUnder(fields, 'note/').map(([key, { value: text }]) => [key, typeof text === 'string' ? text : ''])
		),
		second: new Map(
			fieldsUnder(fields, 'grade/').flatMap(([key, { value: given }]) =>
				key.endsWith(end) ? [[key.slice(0, -end.length), sectionGrade(given)] as const] : []
			)
		),
		first: value('first') as FirstJudgement | null,
		panel: fieldsUnder(fields, 'panel/').map(([by, { value: given }]) => ({ by, ...decisionOf(given) })),
		decision: value('decision') === null ? null : decisionOf(value('decision'))
	};
}

function sectionGrade(value: Json): SectionGrade {
	const { grade, reason } = membersOf(value) ?? {};
	return { grade: textOf(grade), reason: textOf(reason) };
}

function decisionOf(value: Json): Decision {
	return { ...sectionGrade(value), auditQuality: textOf(membersOf(value)?.auditQuality) };
}
