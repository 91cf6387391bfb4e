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
