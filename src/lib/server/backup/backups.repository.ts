import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { BackupTable } from '../db/tables/backups.ts';

type Db = Kysely<Tables>;

export type BackupRow = Omit<Selectable<BackupTable>, 'counts'> & {
	/** Rows by table. */
	readonly counts: Readonly<Record<string, number>> | null;
};

export type Began = Pick<BackupRow, 'id' | 'epoch' | 'made_by' | 'began_at'>;

/** Noted before anything is written, so that a backup that never ended shows. */
export async function insertBackup(db: Db, began: Began): Promise<void> {
	const nothing = { file: null, bytes: null, key_id: null, log_seq: null, log_hash: null, counts: null };
	await db
		.insertInto('backup')
		.values({ ...began, ...nothing, verified_at: null, verify_ms: null, problem: null })
		.execute();
}

export type Written = Pick<BackupRow, 'file' | 'bytes' | 'key_id' | 'log_seq' | 'log_hash' | 'counts'>;

export async function saveWritten(db: Db, id: string, { counts, ...written }: Written): Promise<void> {
	const row = { ...written, counts: counts === null ? null : writeJson(counts) };
	await db.updateTable('backup').set(row).where('id', '=', id).execute();
}

export async function saveProblem(db: Db, id: string, problem: string): Promise<void> {
	await db.updateTable('backup').set({ problem }).where('id', '=', id).execute();
}

/** Retention removed the file; that there was one stays known. */
export async function forgetFile(db: Db, id: string): Promise<void> {
	await db.updateTable('backup').set({ file: null }).where('id', '=', id).execute();
}

export type Position = { readonly clientId: string; readonly lastN: number };

/**
 * It was restored on a throw-away place and found whole: from now on tablets may let go of what it holds. Positions
 * only grow, so those of earlier backups say nothing more.
 */
export async function saveVerified(
	trx: Transaction<Tables>,
	id: string,
	{ at, ms, positions }: { readonly at: number; readonly ms: number; readonly positions: readonly Position[] }
): Promise<void> {
	await trx.updateTable('backup').set({ verified_at: at, verify_ms: ms }).where('id', '=', id).execute();
	for (let from = 0; from < positions.length; from += 500) {
		const rows = positions.slice(from, from + 500);
		await trx
			.insertInto('backup_client')
			.values(rows.map(({ clientId, lastN }) => ({ backup_id: id, client_id: clientId, last_n: lastN })))
			.onConflict((conflict) => conflict.columns(['client_id', 'backup_id']).doNothing())
			.execute();
	}
	await removeOutdone(trx);
}

async function removeOutdone(trx: Transaction<Tables>): Promise<void> {
	await trx
		.deleteFrom('backup_client')
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('backup_client as further')
					.select('further.backup_id')
					.whereRef('further.client_id', '=', 'backup_client.client_id')
					.whereRef('further.last_n', '>', 'backup_client.last_n')
			)
		)
		.execute();
}

/** The highest n of a client in a backup that was restored and verified; 0 where there is none. */
export async function findDurableN(db: Db, clientId: string): Promise<number> {
	const row = await db
		.selectFrom('backup_client')
		.innerJoin('backup', 'backup.id', 'backup_client.backup_id')
		.select((eb) => eb.fn.max('backup_client.last_n').as('last_n'))
		.where('backup_client.client_id', '=', clientId)
		.where('backup.verified_at', 'is not', null)
		.executeTakeFirst();
	return row?.last_n ?? 0;
}

/** What the schedule made or tried to make, newest first. */
export async function listScheduled(db: Db): Promise<BackupRow[]> {
	const rows = await db
		.selectFrom('backup')
		.selectAll()
		.where('made_by', '=', 'schedule')
		.orderBy('began_at', 'desc')
		.limit(400)
		.execute();
	return rows.map(asBackup);
}

/** Newest first. */
export async function listBackups(db: Db, limit = 100): Promise<BackupRow[]> {
	const rows = await db
		.selectFrom('backup')
		.selectAll()
		.orderBy('began_at', 'desc')
		.orderBy('id')
		.limit(limit)
		.execute();
	return rows.map(asBackup);
}

export async function findBackup(db: Db, id: string): Promise<BackupRow | null> {
	const row = await db.selectFrom('backup').selectAll().where('id', '=', id).executeTakeFirst();
	return row === undefined ? null : asBackup(row);
}

/** The newest that was restored and found whole. */
export async function findLastVerified(db: Db): Promise<BackupRow | null> {
	const row = await db
		.selectFrom('backup')
		.selectAll()
		.where('verified_at', 'is not', null)
		.orderBy('began_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row === undefined ? null : asBackup(row);
}

const countsShape = z.record(z.string(), z.number());

function asBackup(row: Selectable<BackupTable>): BackupRow {
	return { ...row, counts: row.counts === null ? null : readJson(row.counts, countsShape) };
}
