import { sql } from 'kysely';
import type { Database } from './connection.ts';

type Row = Record<string, unknown>;

/** What migrations leave in a Postgres database: its shape, and the rows they put into it. */
export type Pristine = {
	readonly shape: string;
	readonly tables: readonly string[];
	readonly rows: readonly (readonly [table: string, rows: readonly Row[]])[];
};

/** Reads a database that nothing but its migrations has touched. */
export async function readPristine(database: Database): Promise<Pristine> {
	const { rows: found } = await sql<{ name: string }>`
		select tablename as name from pg_tables where schemaname = current_schema()`.execute(database.db);
	const tables = found.map(({ name }) => name);
	const rows: [string, readonly Row[]][] = [];
	for (const table of tables) {
		const kept = (await sql<Row>`select * from ${sql.id(table)}`.execute(database.db)).rows;
		if (kept.length > 0) rows.push([table, kept]);
	}
	return { shape: await readShape(database), tables, rows };
}

/**
 * Brings a Postgres database back to what its migrations left: deletes every row, as a copy of a server is filled
 * without the triggers that guard the logs, and puts the migrations' own rows back. False where it cannot: a test
 * changed the tables themselves, or something still holds one of them.
 */
export async function wipe(database: Database, { shape, tables, rows }: Pristine): Promise<boolean> {
	if ((await readShape(database)) !== shape) return false;
	const deletes = tables.map((table) => `delete from "${table}";`).join(' ');
	try {
		await database.db.transaction().execute(async (trx) => {
			await sql`set local session_replication_role = replica`.execute(trx);
			await sql`set local lock_timeout = '1s'`.execute(trx);
			await sql.raw(`do $$ begin ${deletes} end $$`).execute(trx);
			for (const [table, kept] of rows) {
				for (const row of kept) {
					const columns = sql.join(Object.keys(row).map((column) => sql.id(column)));
					await sql`insert into ${sql.id(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(trx);
				}
			}
			await sql`select setval(seqrelid::regclass, seqstart, false) from pg_sequence`.execute(trx);
		});
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === lockNotAvailable) return false;
		throw error;
	}
}

const lockNotAvailable = '55P03';

/** Which columns and triggers there are, and which triggers are asleep. */
async function readShape(database: Database): Promise<string> {
	const { rows } = await sql<{ shape: string }>`
		select md5(string_agg(part, ',' order by part)) as shape from (
			select c.relname || '.' || a.attname as part from pg_attribute a join pg_class c on c.oid = a.attrelid
				where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'v')
				and a.attnum > 0 and not a.attisdropped
			union all select tgname || tgenabled::text from pg_trigger where not tgisinternal
		) as parts`.execute(database.db);
	return rows[0]?.shape ?? '';
}
