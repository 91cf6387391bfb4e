import { backup } from 'node:sqlite';
import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database, Tables } from './connection.ts';
import type { Migration } from './migrations/Migration.ts';
import { migrations } from './migrations/index.ts';

/** Any number will do, so long as nothing else in the database locks on it. */
const migrationLock = 7_211_854;

type MigrationTable = { migration: { name: string; applied_at: number } };

/**
 * Brings the tables up to date and answers with what was done. Each migration is one transaction, and the write lock
 * it begins with is the lock between processes: the second finds the work done. Before an existing SQLite file is
 * changed, a copy of it is put beside it.
 */
export async function migrate(
	database: Database,
	now: number = Date.now(),
	wanted: readonly Migration[] = migrations
): Promise<string[]> {
	const done = await appliedMigrations(database);
	const pending = wanted.filter((migration) => !done.has(migration.name));
	refuseUnknown(done, wanted);
	if (pending.length === 0) return [];
	if (done.size > 0) await copyBefore(database, now);
	const applied: string[] = [];
	for (const migration of pending) {
		if (await applyOne(database, migration, now)) applied.push(migration.name);
	}
	return applied;
}

/** An older program must not write into newer tables. */
function refuseUnknown(done: ReadonlySet<string>, wanted: readonly Migration[]) {
	const unknown = [...done].filter((name) => !wanted.some((migration) => migration.name === name));
	if (unknown.length > 0) throw new Error(`this database is newer than this program: it has ${unknown.join(', ')}`);
}

function untyped(db: Database['db']): Kysely<MigrationTable> {
	return db as unknown as Kysely<MigrationTable>;
}

async function appliedMigrations(database: Database): Promise<Set<string>> {
	await database.transaction(async (trx) => {
		await keepOthersOut(database, trx);
		await makeMigrationTable(trx);
	});
	const rows = await untyped(database.db).selectFrom('migration').select('name').execute();
	return new Set(rows.map((row) => row.name));
}

/** On Postgres even "create if not exists" fails where two do it at once. A migration may take as long as it must. */
async function keepOthersOut({ kind }: Database, trx: Transaction<Tables>): Promise<void> {
	if (kind !== 'postgres') return;
	await sql`set local lock_timeout = 0`.execute(trx);
	await sql`set local statement_timeout = 0`.execute(trx);
	await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(trx);
}

async function makeMigrationTable(trx: Transaction<Tables>): Promise<void> {
	await trx.schema
		.createTable('migration')
		.ifNotExists()
		.addColumn('name', 'text', (column) => column.primaryKey())
		.addColumn('applied_at', 'bigint', (column) => column.notNull())
		.execute();
}

async function copyBefore({ sqlite, file }: Database, now: number) {
	if (sqlite === null || file === null) return;
	await backup(sqlite, `${file}.before-${new Date(now).toISOString().replaceAll(':', '')}`);
}

async function applyOne(database: Database, migration: Migration, now: number): Promise<boolean> {
	// Rebuilding a table drops the old one; with keys on, that would take the rows that refer to it along.
	database.sqlite?.exec('pragma foreign_keys = off');
	try {
		return await database.transaction(async (trx) => {
			await keepOthersOut(database, trx);
			const db = trx as unknown as Kysely<MigrationTable>;
			const there = await db.selectFrom('migration').select('name').where('name', '=', migration.name).execute();
			if (there.length > 0) return false;
			await migration.up(db as unknown as Kysely<unknown>, database.kind);
			await db.insertInto('migration').values({ name: migration.name, applied_at: now }).execute();
			if (database.kind === 'sqlite') await checkForeignKeys(db);
			return true;
		});
	} finally {
		database.sqlite?.exec('pragma foreign_keys = on');
	}
}

async function checkForeignKeys(db: Kysely<MigrationTable>) {
	const { rows } = await sql<{ table: string }>`pragma foreign_key_check`.execute(db);
	if (rows.length > 0) throw new Error(`rows without what they refer to in ${rows[0]?.table}`);
}
