import type { Kysely } from 'kysely';
import type { AuditHead, ModerationHead } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';
import { stateFrom } from '../records/recordRows.ts';

type Db = Kysely<Tables>;

/** An audit that comes late from a tablet is still chosen; what is older was audited before there was moderation. */
const lookBackMs = 28 * 86_400_000;

/** Audits whose latest submission nobody has looked at to choose from, the earliest first. */
export async function listUnconsidered(db: Db, now: number): Promise<string[]> {
	const rows = await db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('kind', '=', 'audit')
		.where('deleted_why', 'is', null)
		.where('state', '=', 'submitted')
		.where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', now - lookBackMs)]))
		.execute();
	return rows
		.map((row) => ({ id: row.id, head: stateFrom(row).head as AuditHead }))
		.filter(({ head }) => head.considered?.submittedAt !== head.submittedAt)
		.filter(({ head }) => Date.parse(head.submittedAt ?? '') >= now - lookBackMs)
		.sort((one, other) => ((one.head.submittedAt ?? '') < (other.head.submittedAt ?? '') ? -1 : 1))
		.map(({ id }) => id);
}

export async function listOpenModerations(db: Db): Promise<string[]> {
	const rows = await db
		.selectFrom('record')
		.select('id')
		.where('kind', '=', 'moderation')
		.where('deleted_why', 'is', null)
		.where('state', 'in', ['waiting', 'graded', 'panel'])
		.orderBy('created_at')
		.execute();
	return rows.map(({ id }) => id);
}

/** Second grades that are still to be given, by whom. */
export async function listLoads(db: Db): Promise<Map<string, number>> {
	const rows = await db
		.selectFrom('record')
		.select(['owner_id', (eb) => eb.fn.countAll<number | string>().as('count')])
		.where('kind', '=', 'moderation')
		.where('state', '=', 'waiting')
		.where('owner_id', 'is not', null)
		.groupBy('owner_id')
		.execute();
	return new Map(rows.map(({ owner_id: owner, count }) => [owner ?? '', Number(count)]));
}

export async function countSubmittedBefore(db: Db, auditor: string, before: number): Promise<number> {
	const row = await db
		.selectFrom('record')
		.select((eb) => eb.fn.countAll<number | string>().as('count'))
		.where('kind', '=', 'audit')
		.where('auditor_id', '=', auditor)
		.where('ended_at', '<', before)
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** Of an auditor's audits with two grades, the newest last: whether both were the same. */
export async function listAgreed(db: Db, auditor: string): Promise<boolean[]> {
	const rows = await db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('kind', '=', 'moderation')
		.where('auditor_id', '=', auditor)
		.where('state', 'in', ['graded', 'panel', 'decided'])
		.orderBy('created_at')
		.execute();
	return rows.map((row) => {
		const { first, second } = stateFrom(row).head as ModerationHead;
		return first === second;
	});
}
