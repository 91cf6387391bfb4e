import type { Kysely, Transaction } from 'kysely';
import { isChaseStep, type ChaseStep } from '#lib/domain/programme/chase.ts';
import type { Tables } from '../db/connection.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

/** An audit as completion and chasing count it: read from columns, so that ten years of them are quickly read. */
export type DueAudit = {
	readonly id: string;
	readonly auditor: string;
	readonly team: string | null;
	readonly service: string | null;
	readonly sample: string | null;
	readonly dueOn: string;
	readonly isSubmitted: boolean;
};

/** Audits that fall due within a span; or all that are still open, with no span. */
export async function findDueAudits(
	db: Db,
	span: { readonly from: string; readonly to: string } | null
): Promise<DueAudit[]> {
	const all = db
		.selectFrom('record')
		.select(['id', 'auditor_id', 'team_id', 'service_id', 'sample_id', 'due_on', 'state'])
		.where('kind', '=', 'audit')
		.where('deleted_why', 'is', null);
	const rows = await (
		span === null
			? all.where('state', '<>', 'submitted')
			: all.where('due_on', '>=', span.from).where('due_on', '<=', span.to)
	)
		.orderBy('due_on')
		.orderBy('id')
		.execute();
	return rows.flatMap((row) =>
		row.auditor_id === null || row.due_on === null
			? []
			: [
					{
						id: row.id,
						auditor: row.auditor_id,
						team: row.team_id,
						service: row.service_id,
						sample: row.sample_id,
						dueOn: row.due_on,
						isSubmitted: row.state === 'submitted'
					}
				]
	);
}

export type Chase = {
	readonly audit: string;
	readonly dueOn: string;
	readonly step: ChaseStep;
	readonly to: string;
	readonly at: number;
};

/** Each step once for each due date: a process that runs again says nothing twice. False where it was said. */
export async function insertChase(trx: Trx, { audit, dueOn, step, to, at }: Chase): Promise<boolean> {
	const inserted = await trx
		.insertInto('audit_chase')
		.values({ audit_id: audit, due_on: dueOn, step, to_id: to, at })
		.onConflict((conflict) => conflict.columns(['audit_id', 'due_on', 'step']).doNothing())
		.returning('audit_id')
		.execute();
	return inserted.length > 0;
}

/** Newest first. */
export async function listChases(db: Db): Promise<Chase[]> {
	const rows = await db.selectFrom('audit_chase').selectAll().orderBy('at', 'desc').orderBy('audit_id').execute();
	return rows.flatMap(({ audit_id: audit, due_on: dueOn, step, to_id: to, at }) =>
		isChaseStep(step) ? [{ audit, dueOn, step, to, at }] : []
	);
}

export type Extension = {
	readonly id: string;
	readonly audit: string;
	readonly from: string;
	readonly to: string;
	readonly reason: string;
	readonly agreedBy: string;
};

export async function listExtensions(db: Db, audit: string): Promise<Extension[]> {
	const rows = await db
		.selectFrom('audit_extension')
		.selectAll()
		.where('audit_id', '=', audit)
		.orderBy('to_due')
		.execute();
	return rows.map(({ id, from_due: from, to_due: to, reason, agreed_by: agreedBy }) => ({
		id,
		audit,
		from,
		to,
		reason,
		agreedBy
	}));
}

export async function insertExtension(trx: Trx, extension: Extension, at: number): Promise<void> {
	const { id, audit, from, to, reason, agreedBy } = extension;
	await trx
		.insertInto('audit_extension')
		.values({ id, audit_id: audit, from_due: from, to_due: to, reason, agreed_by: agreedBy, at })
		.execute();
}

/** The heads of audits that are not submitted. */
export async function findOpenHeads(db: Db) {
	return db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('kind', '=', 'audit')
		.where('state', '<>', 'submitted')
		.where('deleted_why', 'is', null)
		.orderBy('id')
		.execute();
}
