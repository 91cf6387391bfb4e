import { sql } from 'kysely';
import type { Database } from '#lib/server/db/connection.ts';

/** Not what a backup is for, or numbered by the database itself. */
const left = new Set(['migration', 'access_log', 'sqlite_sequence', 'job']);

/**
 * Copies of the whole database beside its own tables: what a backup holds, put back in milliseconds. The backup of the
 * program itself is tried elsewhere (drills); here it is the tablets that are.
 */
export class Snapshots {
	readonly #database: Database;
	readonly #tables: readonly string[];

	private constructor(database: Database, tables: readonly string[]) {
		this.#database = database;
		this.#tables = tables;
	}

	static async of(database: Database, slots: readonly string[]): Promise<Snapshots> {
		const made = new Snapshots(
			database,
			(await tablesOf(database)).filter((name) => !left.has(name))
		);
		for (const slot of slots)
			await made.#run(
				made.#tables.map((name) => `create table "${slot}_${name}" as select * from "${name}" where 1 = 0`)
			);
		return made;
	}

	async save(slot: string): Promise<void> {
		await this.#run(
			this.#tables.flatMap((name) => [
				`delete from "${slot}_${name}"`,
				`insert into "${slot}_${name}" select * from "${name}"`
			])
		);
	}

	async restore(slot: string): Promise<void> {
		const overriding = this.#database.kind === 'postgres' ? 'overriding system value ' : '';
		const statements = this.#tables.flatMap((name) => [
			`delete from "${name}"`,
			`insert into "${name}" ${overriding}select * from "${slot}_${name}"`
		]);
		await this.#run(statements);
	}

	async #run(statements: readonly string[]): Promise<void> {
		const { sqlite, db } = this.#database;
		if (sqlite !== null) {
			// The log refuses to be altered by triggers: a restore stands outside of them.
			const triggers = sqlite.prepare("select name, sql from sqlite_master where type = 'trigger'").all();
			const without = triggers.map(({ name }) => `drop trigger "${String(name)}"`);
			const all = [...without, ...statements, ...triggers.map((trigger) => String(trigger.sql))];
			const whole = `pragma foreign_keys = off; begin; ${all.join('; ')}; commit; pragma foreign_keys = on;`;
			// In its turn: a request whose tablet went away may still be in the middle of a transaction.
			await db.connection().execute(() => Promise.resolve(sqlite.exec(whole)));
			return;
		}
		const body = `set local session_replication_role = replica; ${statements.join('; ')};`;
		await sql.raw(`do $$ begin ${body} end $$`).execute(db);
	}
}

async function tablesOf({ kind, db }: Database): Promise<string[]> {
	const listing =
		kind === 'sqlite'
			? sql<{ name: string }>`select name from sqlite_master where type = 'table'`
			: sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`;
	return (await listing.execute(db)).rows.map(({ name }) => name);
}
