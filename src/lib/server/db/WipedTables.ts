import { sql } from 'kysely';
import type { Database } from './connection.ts';

type Row = Record<string, unknown>;

/**
 * Brings a Postgres database back to what its migrations left, by emptying tables and putting the migrations' own
 * rows back. Where a test migrated further itself, the tables are made anew.
 */
export class WipedTables {
	readonly #database: Database;
	readonly #empty: () => Promise<unknown>;
	#tables: string[] = [];
	#kept: (readonly [string, readonly Row[]])[] = [];

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
		if ((await this.#migrations()) !== this.#migrationsKept()) return this.#begin();
		await sql`truncate ${sql.join(this.#tables.map((table) => sql.id(table)))} restart identity cascade`.execute(
			this.#database.db
		);
		for (const [table, rows] of this.#kept) await this.#insert(table, rows);
	}

	async #begin(): Promise<void> {
		await this.#empty();
		const { rows } = await sql<{ name: string }>`
			select tablename as name from pg_tables where schemaname = current_schema()`.execute(this.#database.db);
		this.#tables = rows.map(({ name }) => name);
		this.#kept = [];
		for (const table of this.#tables) this.#kept.push([table, await this.#read(table)]);
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

	async #migrations(): Promise<string> {
		return namesIn(await this.#read('migration'));
	}

	#migrationsKept(): string {
		return namesIn(this.#kept.find(([table]) => table === 'migration')?.[1] ?? []);
	}
}

function namesIn(rows: readonly Row[]): string {
	return rows
		.map(({ name }) => String(name))
		.sort()
		.join();
}
