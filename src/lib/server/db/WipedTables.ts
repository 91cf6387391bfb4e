import { sql } from 'kysely';
import type { Database } from './connection.ts';

type Row = Record<string, unknown>;

/**
 * Brings a Postgres database back to what its migrations left, by emptying tables and putting the migrations' own
 * rows back. Where a test changed the tables themselves, they are made anew.
 */
export class WipedTables {
	readonly #database: Database;
	readonly #empty: () => Promise<unknown>;
	#tables: string[] = [];
	#kept: (readonly [string, readonly Row[]])[] = [];
	#shape = '';

	private constructor(database: Database, empty: () => Promise<unknown>) {
		this.#database = database;
		this.#empty = empty;
	}

	static async of(database: Database, empty: () => Promise<unknown>): Promise<WipedTables> {
		const made = new WipedTables(database, empty);
		await made.#begin();
		return made;
	}

	async wipe(): Promise<void> {
		if ((await this.#readShape()) !== this.#shape) return this.#begin();
		// As a copy of a server is filled: without the triggers that guard the logs.
		await sql`set session_replication_role = replica`.execute(this.#database.db);
		await sql`truncate ${sql.join(this.#tables.map((table) => sql.id(table)))} restart identity cascade`.execute(
			this.#database.db
		);
		for (const [table, rows] of this.#kept) await this.#insert(table, rows);
		await sql`set session_replication_role = default`.execute(this.#database.db);
	}

	async #begin(): Promise<void> {
		await this.#empty();
		const { rows } = await sql<{ name: string }>`
			select tablename as name from pg_tables where schemaname = current_schema()`.execute(this.#database.db);
		this.#tables = rows.map(({ name }) => name);
		this.#kept = [];
		for (const table of this.#tables) this.#kept.push([table, await this.#read(table)]);
		this.#shape = await this.#readShape();
	}

	async #read(table: string): Promise<Row[]> {
		return (await sql<Row>`select * from ${sql.id(table)}`.execute(this.#database.db)).rows;
	}

	async #insert(table: string, rows: readonly Row[]): Promise<void> {
		for (const row of rows) {
			const columns = sql.join(Object.keys(row).map((column) => sql.id(column)));
			await sql`insert into ${sql.id(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(
				this.#database.db
			);
		}
	}

	/** Which columns and triggers there are, and which migrations are said to have made them. */
	async #readShape(): Promise<string> {
		const { rows } = await sql<{ shape: string }>`
			select string_agg(shape, ',' order by shape) as shape from (
				select table_name || '.' || column_name as shape from information_schema.columns
					where table_schema = current_schema()
				union all select tgname::text from pg_trigger where not tgisinternal
				union all select 'migration ' || name from migration
			) as shapes`.execute(this.#database.db);
		return rows[0]?.shape ?? '';
	}
}
