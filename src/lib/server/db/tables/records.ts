import type { Generated } from 'kysely';
import type { RecordKind } from '#lib/domain/changes/RecordState.ts';

/** Times are whole milliseconds since 1970, UTC. Truths are 0 or 1. Days are YYYY-MM-DD. JSON is text. */

/** A record's version and head. The columns beside the head are copies of it, for narrowing lists; the head is true. */
export type RecordTable = {
	kind: RecordKind;
	id: string;
	ver: number;
	head: string;
	state: string;
	team_id: string | null;
	service_id: string | null;
	auditor_id: string | null;
	/** An action's owner; whoever a parked change is by. */
	owner_id: string | null;
	verifier_id: string | null;
	raiser_id: string | null;
	worker_id: string | null;
	due_on: string | null;
	/** The day in England on which an action was raised: its age is counted from it. */
	raised_on: string | null;
	sample_id: string | null;
	/** The audit an action came from. */
	audit_id: string | null;
	case_ref: string | null;
	/** When the work ended: submitted without an open alert, verified, settled. Null while it goes on. */
	ended_at: number | null;
	created_at: number;
	updated_at: number;
	/** Set when the record is no more; its fields are then gone and its head no longer shown. */
	deleted_why: 'deleted' | 'retention' | null;
};

export type RecordFieldTable = {
	kind: RecordKind;
	id: string;
	key: string;
	ver: number;
	value: string;
	by_id: string;
	at: number;
	/** The tablet's time, ISO 8601, when it was more than five minutes off. */
	device_at: string | null;
	client_id: string | null;
	/** Values that wait for a person to choose, newest first; null where nothing waits. */
	other: string | null;
};

/** Every value ever written, found equal, or parked (M6): nothing here is changed or removed but by retention. */
export type RecordHistoryTable = {
	log_seq: number;
	/** The field's key; the empty string for a change that was parked. */
	key: string;
	kind: string;
	id: string;
	name: string;
	ver: number;
	value: string;
	how: 'written' | 'equal' | 'parked';
	by_id: string;
	at: number;
	device_at: string | null;
	client_id: string | null;
	n: number | null;
	change_id: string | null;
	base: number;
	/** The receipt it came in by, where it was rescued from a tablet rather than sent by it (V4). */
	rescue_id: string | null;
};

/**
 * Append only, chained by hash. What a person wrote stands in change_body, so that retention can erase it without
 * breaking the chain.
 */
export type ChangeLogTable = {
	seq: number;
	at: number;
	person_id: string;
	client_id: string | null;
	n: number | null;
	outcome: string;
	/** SHA-256 of salt and body: without the salt nobody can guess an erased body from it. */
	body_hash: string;
	prev_hash: string;
	hash: string;
};
export type ChangeBodyTable = { seq: number; salt: string; body: string };
/** One row: the end of the chain. Locking it puts the changes of several processes in one order. */
export type ChangeLogEndTable = { id: number; seq: number; hash: string };

/** What each change came to: the answer to a repeated push. */
export type ChangeResultTable = {
	client_id: string;
	n: number;
	person_id: string;
	/** Null where it was too malformed to keep as a key. */
	change_id: string | null;
	/** The hash of all that arrived, `h` and all: the same n with another is a FORK. */
	fingerprint: string;
	/** The hash of what was meant, without n, at, base and h: the same id with another is no renumbered copy. */
	meaning: string;
	st: 'applied' | 'conflict' | 'parked';
	ver: number | null;
	code: string | null;
	other: string | null;
};

export type FrameTable = {
	id: string;
	taken_on: string;
	source: string;
	imported_at: number;
	imported_by: string;
	case_count: number;
	open_count: number;
	is_current: 0 | 1;
};
export type FrameCaseTable = { frame_id: string; place: number; case_ref: string; facts: string };

/** A name of the import tied by hand to a team or a person here; a null target says: nobody. */
export type FrameTieTable = {
	kind: 'team' | 'worker';
	name_key: string;
	target_id: string | null;
	tied_by: string;
	tied_at: number;
};

export type SampleTable = {
	id: string;
	name: string;
	frame_id: string;
	template_id: string;
	template_ver: number;
	/** The domain's Sample: frame, rule, seed, pool and result, so that it can be drawn again for ever. */
	drawing: string;
	state: 'drawn' | 'allocated';
	drawn_at: number;
	drawn_by: string;
};
export type SampleCaseTable = {
	sample_id: string;
	/** The order in which it was drawn. */
	place: number;
	case_ref: string;
	/** The case as the frame knew it on the day of the draw: frames are replaced. */
	facts: string;
	audit_id: string | null;
};

/** Who saw which case, when: never what it said. */
export type AccessLogTable = {
	seq: Generated<number>;
	at: number;
	person_id: string;
	client_id: string | null;
	act: string;
	kind: string;
	id: string;
	case_ref: string | null;
	ver: number | null;
};

/** The newest is the one tablets are given. `private_jwk` is empty: the private half is a file (rescue/recoveryKeys.ts). */
export type RecoveryKeyTable = { kid: string; public_jwk: string; private_jwk: string; created_at: number };

/** Records, fields, changes and receipts: what the tablets send. */
export type RecordTables = {
	record: RecordTable;
	record_field: RecordFieldTable;
	record_history: RecordHistoryTable;
	change_log: ChangeLogTable;
	change_body: ChangeBodyTable;
	change_log_end: ChangeLogEndTable;
	change_result: ChangeResultTable;
	frame: FrameTable;
	frame_case: FrameCaseTable;
	frame_tie: FrameTieTable;
	sample: SampleTable;
	sample_case: SampleCaseTable;
	access_log: AccessLogTable;
	recovery_key: RecoveryKeyTable;
};
