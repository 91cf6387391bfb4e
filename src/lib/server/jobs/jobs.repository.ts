import type { Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database, DatabaseKind, Tables } from '../db/connection.ts';
import type { JobTable } from '../db/tables/jobs.ts';

type Db = Kysely<Tables>;

export type JobRow = Selectable<JobTable>;

/** The time that all processes share. On SQLite they are on one machine, so its clock will do. */
export async function readDatabaseTime({ kind, db }: Database): Promise<number> {
	if (kind === 'sqlite') return Date.now();
	const { rows } = await sql<{
		at: number;
	}>`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as at`.execute(db);
	return rows[0]?.at ?? Date.now();
}

/** A job not known before is due at its next time; one whose times a release changed, at the next of the new ones. */
export async function registerJob(db: Db, job: Pick<JobTable, 'name' | 'every' | 'due_at'>): Promise<void> {
	const empty = { holder: null, leased_until: null, started_at: null, finished_at: null, outcome: null };
	await db
		.insertInto('job')
		.values({ ...job, fence: 0, ...empty, took_ms: null, facts: null })
		.onConflict((conflict) =>
			conflict.column('name').doUpdateSet({ every: job.every, due_at: job.due_at }).where('job.every', '<>', job.every)
		)
		.execute();
}

export type Lease = { readonly name: string; readonly fence: number };

/** Takes a job that is due and that nobody alive holds. One statement: of two processes, one gets it. */
export async function takeLease(
	db: Db,
	{
		name,
		holder,
		now,
		until
	}: { readonly name: string; readonly holder: string; readonly now: number; readonly until: number }
): Promise<Lease | null> {
	const row = await db
		.updateTable('job')
		.set((eb) => ({ holder, leased_until: until, started_at: now, fence: eb('fence', '+', 1) }))
		.where('name', '=', name)
		.where('due_at', '<=', now)
		.where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
		.returning('fence')
		.executeTakeFirst();
	return row === undefined ? null : { name, fence: row.fence };
}

/** Whether the job is still this lease's; if so it is for longer. */
export function renewLease(db: Db, lease: Lease, until: number): Promise<boolean> {
	return changeHeld(db, lease, { leased_until: until });
}

/** Gives the job back unfinished: it is due still, and another process may take it at once. */
export function releaseLease(db: Db, lease: Lease): Promise<boolean> {
	return changeHeld(db, lease, { leased_until: null, holder: null });
}

export type Finished = {
	readonly finished_at: number;
	readonly outcome: 'done' | 'failed';
	readonly took_ms: number;
	readonly facts: string;
	readonly due_at: number;
};

/** False where another process has taken the job since: its outcome is the one that counts. */
export function finishLease(db: Db, lease: Lease, finished: Finished): Promise<boolean> {
	return changeHeld(db, lease, { ...finished, leased_until: null, holder: null });
}

async function changeHeld(db: Db, { name, fence }: Lease, values: Partial<JobTable>): Promise<boolean> {
	const changed = await db
		.updateTable('job')
		.set(values)
		.where('name', '=', name)
		.where('fence', '=', fence)
		.where('holder', 'is not', null)
		.returning('name')
		.executeTakeFirst();
	return changed !== undefined;
}

/** Whether the lease still holds; nobody can take the job until this transaction ends. */
export async function holdLease(
	trx: Transaction<Tables>,
	kind: DatabaseKind,
	{ name, fence }: Lease
): Promise<boolean> {
	const query = trx.selectFrom('job').select('fence').where('name', '=', name).where('holder', 'is not', null);
	const row = await (kind === 'postgres' ? query.forUpdate() : query).executeTakeFirst();
	return row?.fence === fence;
}

export function listJobs(db: Db): Promise<JobRow[]> {
	return db.selectFrom('job').selectAll().orderBy('name').execute();
}
