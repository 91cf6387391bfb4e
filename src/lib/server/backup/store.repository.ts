import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database, DatabaseKind, Tables } from '../db/connection.ts';
import type { Position } from './backups.repository.ts';

type Db = Kysely<Tables>;

/** Every table of the store, by name. */
export async function listTables(db: Db, kind: DatabaseKind): Promise<string[]> {
	const query =
		kind === 'sqlite'
			? sql<{
					name: string;
				}>`select name from sqlite_master where type = 'table' and name not like 'sqlite~_%' escape '~'`
			: sql<{ name: string }>`select table_name as name from information_schema.tables
				where table_schema = current_schema() and table_type = 'BASE TABLE'`;
	return (await query.execute(db)).rows.map(({ name }) => name).sort();
}

export async function countRows(db: Db, kind: DatabaseKind): Promise<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const table of await listTables(db, kind)) {
		const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
		counts[table] = Number(rows[0]?.count);
	}
	return counts;
}

export async function listPositions(db: Db): Promise<Position[]> {
	const rows = await db.selectFrom('client').select(['id', 'last_n']).orderBy('id').execute();
	return rows.map(({ id, last_n: lastN }) => ({ clientId: id, lastN }));
}

export async function listApplied(db: Db): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(db);
	return rows.map(({ name }) => name);
}

/** The database's own look at its pages and at rows that refer to what is not there. Postgres did that while restoring. */
export async function findDamage({ db, kind }: Pick<Database, 'db' | 'kind'>): Promise<string | null> {
	if (kind === 'postgres') return null;
	const { rows: said } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
	if (said[0]?.integrity_check !== 'ok') return `integrity_check: ${said[0]?.integrity_check ?? 'nothing'}`;
	const { rows: orphans } = await sql<{ table: string }>`pragma foreign_key_check`.execute(db);
	return orphans.length === 0 ? null : `foreign_key_check: ${orphans.length} rows, the first in ${orphans[0]?.table}`;
}

/** What the move leaves out: the target's own list of what was applied to it. */
const notMoved = new Set(['migration']);

/** SQLite's tables, each after those that its rows refer to. */
export async function inOrderOfReference(db: Db): Promise<string[]> {
	const tables = (await listTables(db, 'sqlite')).filter((table) => !notMoved.has(table));
	const refersTo = new Map<string, string[]>();
	for (const table of tables) {
		const { rows } = await sql<{ table: string }>`select "table" from pragma_foreign_key_list(${table})`.execute(db);
		refersTo.set(
			table,
			rows.map((row) => row.table).filter((other) => other !== table)
		);
	}
	const ordered: string[] = [];
	const visit = (table: string) => {
		if (ordered.includes(table)) return;
		for (const other of refersTo.get(table) ?? []) visit(other);
		ordered.push(table);
	};
	for (const table of tables) visit(table);
	return ordered;
}

type AnyRow = Readonly<Record<string, unknown>>;

/** A table whose name is only known when it is read. */
const untyped = (db: Db) => db as unknown as Kysely<Record<string, Record<string, unknown>>>;

/** A part of a file is 256 KiB, so a page of them is 25 MiB. */
const pageRows = 100;

/** In the order of the key, which stays while pages are read. */
export async function* readPages(db: Db, table: string, keys: readonly string[]): AsyncGenerator<AnyRow[]> {
	for (let from = 0; ; from += pageRows) {
		let query = untyped(db).selectFrom(table).selectAll().limit(pageRows).offset(from);
		for (const key of keys) query = query.orderBy(key);
		const rows = await query.execute();
		if (rows.length > 0) yield rows;
		if (rows.length < pageRows) return;
	}
}

/** The columns of a SQLite table's key. */
export async function findKeys(db: Db, table: string): Promise<string[]> {
	const { rows } = await sql<{
		name: string;
	}>`select name from pragma_table_info(${table}) where pk > 0 order by pk`.execute(db);
	return rows.map(({ name }) => name);
}

/** What a migration put there of itself: the moved store brings its own. The logs are empty, and refuse even so. */
export async function clearTable(db: Db, table: string): Promise<void> {
	const first = await untyped(db).selectFrom(table).selectAll().limit(1).executeTakeFirst();
	if (first !== undefined) await untyped(db).deleteFrom(table).execute();
}

export async function copyRows(from: Db, to: Db, table: string, keys: readonly string[]): Promise<void> {
	for await (const rows of readPages(from, table, keys)) {
		const columns = Object.keys(rows[0] ?? {});
		const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
		await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
			overriding system value values ${sql.join(values)}`.execute(to);
	}
}

/** The access log numbers itself: the next entry comes after those that were moved. */
export async function setNumbering(db: Db): Promise<void> {
	await sql`select setval(pg_get_serial_sequence('access_log', 'seq'), greatest((select max(seq) from access_log), 1))`.execute(
		db
	);
}
