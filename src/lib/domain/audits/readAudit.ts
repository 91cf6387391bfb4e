import { readAlertLogs } from '../alerts/AlertLog.ts';
import type { AlertState } from '../alerts/alertState.ts';
import { alertStateOf } from '../alerts/pathway.ts';
import type { AnswerValue } from '../changes/Change.ts';
import { fieldsUnder } from '../changes/records.ts';
import type { AuditHead, AuditRecord, Field, Json, WrittenValue } from '../changes/RecordState.ts';
import { membersOf, textOf, textOrNull } from '../changes/readValue.ts';
import type { Grade } from '../grading/grades.ts';
import type { Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import { onlySections } from '../templates/onlySections.ts';
import type { Template } from '../templates/Template.ts';
import type { Said } from '../voices/Voice.ts';

export type Answer = {
	readonly value: AnswerValue;
	readonly by: PersonId;
	readonly at: Instant;
	readonly isConflict: boolean;
};
export type GradeGiven = {
	readonly by: PersonId;
	readonly grade: Grade;
	readonly reason: string;
	readonly at: Instant;
};
export type Told = {
	readonly id: string;
	readonly whom: string;
	readonly how: string;
	readonly by: PersonId;
	readonly at: Instant;
};
export type Alert = {
	readonly id: string;
	readonly concern: string;
	readonly question: string | null;
	readonly by: PersonId;
	readonly at: Instant;
	/** Who was told, earliest first; a message left stands here too, and tells nobody. */
	readonly told: readonly Told[];
	readonly state: AlertState;
};
export type RaisedAction = {
	readonly id: string;
	readonly level: string;
	readonly finding: string;
	readonly what: string;
	readonly difference: string;
	readonly owner: PersonId;
	readonly dueOn: string;
	readonly question: string | null;
	readonly at: Instant;
};
export type ReliedOn = { readonly question: string; readonly action: string };
export type Feedback = {
	readonly id: string;
	readonly from: string;
	readonly text: string;
	readonly scale: string | number | null;
	/** What was said to each question that was put to them. */
	readonly said: readonly Said[];
	readonly how: string | null;
	/** Who wrote it down; the server itself for a form that was sent in. */
	readonly by: PersonId;
	readonly at: Instant;
};
export type Submission = {
	readonly why: string;
	readonly grade: string | null;
	readonly by: PersonId;
	readonly at: Instant;
};

/** An audit as its auditor reads it, made from the fields of its record. */
export type Audit = {
	readonly id: string;
	readonly head: AuditHead;
	readonly template: Template;
	readonly answers: ReadonlyMap<string, Answer>;
	readonly notes: ReadonlyMap<string, string>;
	/** Grades by section, `overall` for the whole; one for each person who graded. */
	readonly grades: ReadonlyMap<string, readonly GradeGiven[]>;
	readonly alerts: readonly Alert[];
	readonly actions: readonly RaisedAction[];
	/** Actions that were there before and answer what a question shows. */
	readonly relied: readonly ReliedOn[];
	readonly feedback: readonly Feedback[];
	/** Set while the audit stands submitted. */
	readonly submission: Submission | null;
	readonly conflicts: readonly {
		readonly key: string;
		readonly value: Json;
		readonly by: PersonId;
		readonly at: Instant;
		readonly other: readonly WrittenValue[];
	}[];
};

export function readAudit(record: AuditRecord, template: Template): Audit {
	const { fields } = record;
	return {
		id: record.record.id,
		head: record.head,
		template: onlySections(template, record.head.sections),
		answers: new Map(fieldsUnder(fields, 'answer/').flatMap(([key, field]) => readAnswer(key, field))),
		notes: new Map(fieldsUnder(fields, 'note/').map(([key, field]) => [key, textOf(field.value)])),
		grades: readGrades(record),
		alerts: readAlerts(record),
		actions: fieldsUnder(fields, 'action/').flatMap(([id, field]) => readAction(id, field)),
		relied: readRelied(record),
		feedback: fieldsUnder(fields, 'feedback/').flatMap(([id, field]) => readFeedback(id, field)),
		submission: readSubmission(record),
		conflicts: [...fields].flatMap(([key, field]) =>
			field.other === undefined ? [] : [{ key, value: field.value, by: field.by, at: field.at, other: field.other }]
		)
	};
}

/** The grade one person gave a section, or `overall`. */
export function gradeBy(audit: Audit, section: string, person: PersonId): GradeGiven | null {
	return audit.grades.get(section)?.find((given) => given.by === person) ?? null;
}

function readAnswer(key: string, field: Field): [string, Answer][] {
	if (field.value === null) return [];
	return [
		[key, { value: field.value as AnswerValue, by: field.by, at: field.at, isConflict: field.other !== undefined }]
	];
}

function readGrades(record: AuditRecord): Map<string, GradeGiven[]> {
	const grades = new Map<string, GradeGiven[]>();
	for (const [key, field] of fieldsUnder(record.fields, 'grade/')) {
		const [section = '', by = ''] = key.split('/');
		const value = membersOf(field.value);
		if (value === null) continue;
		const given = { by, grade: textOf(value.grade) as Grade, reason: textOf(value.reason), at: field.at };
		grades.set(section, [...(grades.get(section) ?? []), given]);
	}
	return grades;
}

function readAlerts(record: AuditRecord): Alert[] {
	return readAlertLogs(record.fields).map((log) => ({
		id: log.id,
		concern: log.concern,
		question: log.question,
		by: log.by,
		at: log.at,
		told: log.entries.filter((entry) => entry.entry === 'told').sort((a, b) => (a.at < b.at ? -1 : 1)),
		state: alertStateOf(log)
	}));
}

function readAction(id: string, field: Field): RaisedAction[] {
	const value = membersOf(field.value);
	if (value === null) return [];
	const { level, finding, what, difference, owner, dueOn, question } = value;
	return [
		{
			id,
			level: textOf(level),
			finding: textOf(finding),
			what: textOf(what),
			difference: textOf(difference),
			owner: textOf(owner),
			dueOn: textOf(dueOn),
			question: textOrNull(question),
			at: field.at
		}
	];
}

/** What is relied on; or, with `still` false, what was once and is no longer. */
export function readRelied({ fields }: Pick<AuditRecord, 'fields'>, still = true): ReliedOn[] {
	return fieldsUnder(fields, 'relies/').flatMap(([key, { value }]) => {
		const end = key.lastIndexOf('/');
		return value === still ? [{ question: key.slice(0, end), action: key.slice(end + 1) }] : [];
	});
}

/** Whether somebody has what one question shows in hand: by an action raised from it, or by one that was there before. */
export function isAnswered({ actions, relied }: Pick<Audit, 'actions' | 'relied'>, question: string): boolean {
	return [...actions, ...relied].some((one) => one.question === question);
}

function readFeedback(id: string, field: Field): Feedback[] {
	const value = membersOf(field.value);
	if (value === null) return [];
	const scale = typeof value.scale === 'number' || typeof value.scale === 'string' ? value.scale : null;
	const { by, at } = field;
	const how = textOrNull(value.how);
	return [{ id, from: textOf(value.from), text: textOf(value.text), scale, said: readSaid(value.said), how, by, at }];
}

function readSaid(value: Json | undefined): Said[] {
	if (!Array.isArray(value)) return [];
	return (value as readonly Json[]).flatMap((one) => {
		const said = membersOf(one);
		return said === null ? [] : [{ about: textOf(said.about), value: textOf(said.value) }];
	});
}

function readSubmission(record: AuditRecord): Submission | null {
	const field = record.fields.get('submission');
	const value = membersOf(field?.value ?? null);
	if (field === undefined || value === null || 'withdrawn' in value) return null;
	return { why: textOf(value.why), grade: textOrNull(value.grade), by: field.by, at: field.at };
}
