import type { ConflictKind } from '#lib/domain/programme/Allocation.ts';

/** Times are whole milliseconds since 1970, UTC. Truths are 0 or 1. Days are YYYY-MM-DD. JSON is text. */
export type AuditorTable = {
	person_id: string;
	/** Audits a month. */
	capacity: number;
	/** The families of templates: JSON; null where nobody has said, which is all of them. */
	trained_for: string | null;
	is_moderator: 0 | 1;
	/** Who stands in for them while they are away. */
	deputy_id: string | null;
};
/** Both days are included. */
export type AuditorLeaveTable = { id: string; person_id: string; from_on: string; to_on: string };
export type AuditorExemptionTable = {
	id: string;
	person_id: string;
	until_on: string;
	reason: string;
	approved_by: string;
	noted_by: string;
	noted_at: number;
};
export type AuditorConflictTable = {
	id: string;
	person_id: string;
	kind: ConflictKind;
	of: string;
	reason: string;
};

/** One line of the programme: what, by whom, how many, how often (the domain's Activity, as JSON). */
export type ActivityTable = {
	id: string;
	body: string;
	/** Whoever set it last: the programme acts by their authority, also when they have left. */
	set_by: string;
	set_at: number;
	ended_at: number | null;
};
/** What the programme did in one period of an activity. */
export type ActivityRunTable = {
	activity_id: string;
	from_on: string;
	to_on: string;
	due_on: string;
	/** `partly`: cases are left that nobody could take; `stuck`: nothing could be drawn. Both are tried again. */
	state: 'out' | 'partly' | 'stuck' | 'undone';
	wanted: number;
	given: number;
	sample_id: string | null;
	/** A problem's code and facts: JSON. */
	problem: string | null;
	at: number;
};
export type PracticeWeekTable = { id: string; theme: string; from_on: string; to_on: string };

/** Who was reminded of which audit at which step: once for each due date. */
export type AuditChaseTable = { audit_id: string; due_on: string; step: string; to_id: string; at: number };
export type AuditExtensionTable = {
	id: string;
	audit_id: string;
	from_due: string;
	to_due: string;
	reason: string;
	agreed_by: string;
	at: number;
};

export type ProgrammeTables = {
	auditor: AuditorTable;
	auditor_leave: AuditorLeaveTable;
	auditor_exemption: AuditorExemptionTable;
	auditor_conflict: AuditorConflictTable;
	activity: ActivityTable;
	activity_run: ActivityRunTable;
	practice_week: PracticeWeekTable;
	audit_chase: AuditChaseTable;
	audit_extension: AuditExtensionTable;
};
