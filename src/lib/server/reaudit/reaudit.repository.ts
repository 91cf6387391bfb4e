import type { Kysely } from 'kysely';
import type { ActionRecord, AuditRecord } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';
import { stateFrom } from '../records/recordRows.ts';

type Db = Kysely<Tables>;

/** A pathway takes half a year and a little; what was submitted before is history. */
const lookBackMs = 300 * 86_400_000;

/** Submitted audits whose pathway may still go on, by what counts as their grade. */
export async function listBelowGood(db: Db, now: number): Promise<AuditRecord[]> {
	const rows = await db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('kind', '=', 'audit')
		.where('state', '=', 'submitted')
		.where('deleted_why', 'is', null)
		.where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', now - lookBackMs)]))
		.orderBy('id')
		.execute();
	return rows
		.map((row) => stateFrom(row) as AuditRecord)
		.filter(({ head }) => ['inadequate', 'requires-improvement'].includes(countedGrade(head) ?? ''));
}

/** Moderation's, where there is one. */
export function countedGrade({ grade, moderated }: AuditRecord['head']): string | null {
	return moderated?.grade ?? grade ?? null;
}

/** The actions raised in an audit, the first one first. */
export async function listActionsOf(db: Db, audit: string): Promise<ActionRecord[]> {
	const rows = await db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('kind', '=', 'action')
		.where('audit_id', '=', audit)
		.where('deleted_why', 'is', null)
		.orderBy('created_at')
		.orderBy('id')
		.execute();
	return rows.map((row) => stateFrom(row) as ActionRecord);
}

/** The audits of the same child that look at this one again. */
export async function listAgain(db: Db, { record, head }: AuditRecord): Promise<AuditRecord[]> {
	const rows = await db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('kind', '=', 'audit')
		.where('case_ref', '=', head.caseRef)
		.where('deleted_why', 'is', null)
		.orderBy('created_at')
		.execute();
	return rows.map((row) => stateFrom(row) as AuditRecord).filter((one) => one.head.again?.of === record.id);
}
