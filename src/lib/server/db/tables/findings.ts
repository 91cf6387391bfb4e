import type { FindingKind, FindingSource } from '#lib/domain/findings/Finding.ts';

/** Times are whole milliseconds since 1970, UTC. Truths are 0 or 1. Days are YYYY-MM-DD. JSON is text. */

/** What an audit shows, told by where in the audit it stands: codes only, its words are the audit's. */
export type FindingTable = {
	id: string;
	audit_id: string;
	/** `answer/<question>`, `grade/<section>`, `note/<box>`, `action/<id>`. */
	key: string;
	kind: FindingKind;
	source: FindingSource;
	theme: string;
	value: string | null;
	priority: 0 | 1;
	/** When the audit that shows it was submitted. */
	found_at: number;
	/** Whether the audit as it is submitted still shows it. */
	stands: 0 | 1;
	/** Somebody decided that nothing is to be done about it; null where nobody has. */
	set_aside_by: string | null;
	set_aside_at: number | null;
	set_aside_why: string | null;
};
export type FindingActionTable = { finding_id: string; action_id: string };
/** The version of each audit whose findings were gathered. */
export type FindingAuditTable = { audit_id: string; ver: number };

/** One look back at the theme of one action, for each time it was verified. */
export type ImpactCheckTable = {
	action_id: string;
	/** How often the loop had been opened again before: a new look each time. */
	round: number;
	/** The question set that is asked again. */
	template_id: string;
	/** The questions that showed the gap: JSON. */
	questions: string;
	before_count: number;
	before_of: number;
	/** Audits that were not drawn by chance and so are no measure of practice. */
	before_left_out: number;
	state: 'drawn' | 'stuck' | 'settled' | 'undecided';
	/** Why nothing could be drawn. */
	problem: string | null;
	sample_id: string | null;
	due_on: string | null;
	at: number;
	after_count: number | null;
	after_of: number | null;
	verdict: string | null;
	settled_at: number | null;
};

/** Who was reminded of which action at which step: once for each day it is counted from. */
export type LoopChaseTable = {
	action_id: string;
	since_on: string;
	step: string;
	to_id: string;
	/** Who asked for it; null where the clock did. */
	by_id: string | null;
	at: number;
};

/** A list of loops that a person keeps for themselves: its address without the page. */
export type LoopViewTable = { id: string; person_id: string; name: string; query: string; saved_at: number };

export type FindingTables = {
	loop_chase: LoopChaseTable;
	loop_view: LoopViewTable;
	finding: FindingTable;
	finding_action: FindingActionTable;
	finding_audit: FindingAuditTable;
	impact_check: ImpactCheckTable;
};
