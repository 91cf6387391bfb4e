import type { Kysely, Transaction } from 'kysely';
import type { Ask } from '#lib/domain/alerts/askWhom.ts';
import type { AuditRecord, Field } from '#lib/domain/changes/RecordState.ts';
import { hasOpenPathway } from '#lib/domain/access/can.ts';
import type { Tables } from '../db/connection.ts';
import { fieldFrom, stateFrom } from '../records/recordRows.ts';

type Db = Kysely<Tables>;

/** Every audit with an alert that is not closed, or whose pathway has not ended, with the fields of its alerts. */
export async function listWithOpenPathway(db: Db): Promise<AuditRecord[]> {
	const rows = await db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('kind', '=', 'audit')
		.where('ended_at', 'is', null)
		.where('deleted_why', 'is', null)
		.execute();
	const open = rows.map((row) => stateFrom(row) as AuditRecord).filter(({ head }) => hasOpenPathway(head));
	return withAlertFields(db, open);
}

/** Audits with the fields of their alerts, and no others. */
export async function withAlertFields(db: Db, audits: readonly AuditRecord[]): Promise<AuditRecord[]> {
	if (audits.length === 0) return [];
	const ids = audits.map(({ record }) => record.id);
	const rows = await db
		.selectFrom('record_field')
		.selectAll()
		.where('kind', '=', 'audit')
		.where('id', 'in', ids)
		.where('key', 'like', 'alert/%')
		.execute();
	const byAudit = Map.groupBy(rows, ({ id }) => id);
	return audits.map((audit) => ({
		...audit,
		fields: new Map((byAudit.get(audit.record.id) ?? []).map((row): [string, Field] => [row.key, fieldFrom(row)]))
	}));
}

/** Notes whom was asked what; one who stands there already stays. */
export async function keepAsks(
	trx: Transaction<Tables>,
	auditId: string,
	alertId: string,
	asks: readonly Ask[],
	at: number
): Promise<void> {
	if (asks.length === 0) return;
	await trx
		.insertInto('alert_ask')
		.values(
			asks.map(({ stage, round, person }) => ({
				audit_id: auditId,
				alert_id: alertId,
				stage,
				round,
				person_id: person,
				at
			}))
		)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Which of these audits a person has opened, on a page or by a pull: the access log is the receipt. */
export async function findOpenedBy(db: Db, personId: string, auditIds: readonly string[]): Promise<Set<string>> {
	if (auditIds.length === 0) return new Set();
	const rows = await db
		.selectFrom('access_log')
		.select('id')
		.distinct()
		.where('person_id', '=', personId)
		.where('kind', '=', 'audit')
		.where('act', '=', 'page')
		.where('id', 'in', auditIds)
		.execute();
	return new Set(rows.map(({ id }) => id));
}
