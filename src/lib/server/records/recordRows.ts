import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import type {
	ActionHead,
	AuditHead,
	Field,
	Json,
	ModerationHead,
	ParkedHead,
	RecordKind,
	RecordState,
	WrittenValue
} from '#lib/domain/changes/RecordState.ts';
import { hasOpenPathway } from '#lib/domain/access/can.ts';
import { isOpen } from '#lib/domain/improvement/actionLife.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { RecordFieldTable, RecordTable } from '../db/tables/records.ts';

/** A list reads 20,000 of them, and what wrote them was judged: that it is an object is looked at, not each member. */
const head = z.custom<Record<string, unknown>>(
	(value) => value !== null && typeof value === 'object' && !Array.isArray(value)
);
/** A field's value is whatever JSON its change was allowed to write; changes are judged, values are not judged again. */
const json = z.unknown();
const others = z.array(z.object({ value: json, by: z.string(), at: z.string(), ver: z.number() }));

type HeadColumns = Omit<RecordTable, 'kind' | 'id' | 'ver' | 'head' | 'created_at' | 'updated_at' | 'deleted_why'>;

const noColumns: HeadColumns = {
	state: '',
	team_id: null,
	service_id: null,
	auditor_id: null,
	owner_id: null,
	verifier_id: null,
	raiser_id: null,
	worker_id: null,
	due_on: null,
	raised_on: null,
	sample_id: null,
	audit_id: null,
	case_ref: null,
	ended_at: null
};

/** What lists narrow by, copied out of a head. The head stays the truth. */
export function columnsOf({ record, head: held }: RecordState): HeadColumns {
	switch (record.kind) {
		case 'audit':
			return auditColumns(held as AuditHead);
		case 'action':
			return actionColumns(held as ActionHead);
		case 'parked':
			return parkedColumns(held as ParkedHead);
		case 'moderation':
			return moderationColumns(held as ModerationHead);
		default:
			return { ...noColumns, state: 'state' in held ? held.state : 'status' in held ? held.status : 'active' };
	}
}

function auditColumns(audit: AuditHead): HeadColumns {
	const ended = audit.state === 'submitted' && !hasOpenPathway(audit) && audit.submittedAt !== undefined;
	return {
		...noColumns,
		state: audit.state,
		team_id: audit.team,
		service_id: audit.service,
		auditor_id: audit.auditor,
		worker_id: audit.worker,
		due_on: audit.dueOn,
		sample_id: audit.sample ?? null,
		case_ref: audit.caseRef,
		ended_at: ended ? Date.parse(audit.submittedAt ?? '') : null
	};
}

function actionColumns(action: ActionHead): HeadColumns {
	return {
		...noColumns,
		state: action.state,
		team_id: action.team,
		service_id: action.service,
		owner_id: action.owner,
		verifier_id: action.verifier,
		raiser_id: action.raisedBy,
		worker_id: action.worker,
		due_on: action.dueOn,
		raised_on: dayInEngland(action.raisedAt),
		audit_id: action.audit ?? null,
		case_ref: action.caseRef ?? null,
		ended_at: isOpen(action.state) ? null : Date.parse(action.stateSince)
	};
}

function moderationColumns(moderation: ModerationHead): HeadColumns {
	const ended = moderation.state === 'decided' || moderation.state === 'withdrawn';
	return {
		...noColumns,
		state: moderation.state,
		team_id: moderation.team,
		service_id: moderation.service,
		auditor_id: moderation.auditor,
		owner_id: moderation.moderator,
		worker_id: moderation.worker,
		due_on: moderation.dueOn,
		audit_id: moderation.audit,
		case_ref: moderation.caseRef,
		ended_at: ended ? Date.parse(moderation.since) : null
	};
}

function parkedColumns(parked: ParkedHead): HeadColumns {
	const ended = parked.state === 'waiting' ? null : Date.parse(parked.at);
	return { ...noColumns, state: parked.state, owner_id: parked.by, ended_at: ended };
}

export function stateFrom(
	row: Pick<Selectable<RecordTable>, 'kind' | 'id' | 'ver' | 'head'>,
	fields: RecordState['fields'] = new Map()
): RecordState {
	return {
		record: { kind: row.kind, id: row.id },
		ver: row.ver,
		head: readJson(row.head, head),
		fields
	} as RecordState;
}

export function fieldFrom(row: Selectable<RecordFieldTable>): Field {
	return {
		ver: row.ver,
		value: readJson(row.value, json) as Json,
		by: row.by_id,
		at: new Date(row.at).toISOString(),
		...(row.device_at === null ? {} : { deviceAt: row.device_at }),
		client: row.client_id,
		...(row.other === null ? {} : { other: readJson(row.other, others) as WrittenValue[] })
	};
}

export function fieldRow(kind: RecordKind, id: string, key: string, field: Field): Insertable<RecordFieldTable> {
	const waiting = field.other ?? [];
	return {
		kind,
		id,
		key,
		ver: field.ver,
		value: writeJson(field.value),
		by_id: field.by,
		at: Date.parse(field.at),
		device_at: field.deviceAt ?? null,
		client_id: field.client ?? null,
		other: waiting.length === 0 ? null : writeJson(waiting)
	};
}
