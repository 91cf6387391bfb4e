import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DatabaseKind } from './connection.ts';

/** Nothing in them is ever changed or removed by the program; what may be erased stands in change_body. */
const guarded = ['change_log', 'access_log'] as const;

/**
 * The database itself refuses to alter or remove an entry of the two logs. Whoever owns the tables can lift this, so
 * it keeps out mistakes and a stolen statement, and the signed checkpoints in the second place keep out the rest.
 */
export async function guardLogs(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
	for (const table of guarded) await (kind === 'sqlite' ? guardOnSqlite(db, table) : guardOnPostgres(db, table));
}

/** For whoever must: tests that tamper on purpose, and a retention rule for old access entries. */
export async function liftLogGuards(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
	for (const table of guarded) {
		for (const name of namesOf(table)) {
			const on = kind === 'sqlite' ? sql`` : sql` on ${sql.table(table)}`;
			await sql`drop trigger if exists ${sql.id(name)}${on}`.execute(db);
		}
	}
}

const namesOf = (table: string) => ['update', 'delete'].map((act) => `${table}_no_${act}`);

async function guardOnSqlite(db: Kysely<unknown>, table: string) {
	for (const act of ['update', 'delete'] as const) {
		await sql`create trigger ${sql.id(`${table}_no_${act}`)} before ${sql.raw(act)} on ${sql.table(table)}
			begin select raise(abort, 'entries of the logs are neither changed nor removed'); end`.execute(db);
	}
}

async function guardOnPostgres(db: Kysely<unknown>, table: string) {
	await sql`create or replace function refuse_log_change() returns trigger language plpgsql as
		$$ begin raise exception 'entries of the logs are neither changed nor removed'; end $$`.execute(db);
	for (const [act, events] of [
		['update', 'update'],
		['delete', 'delete or truncate']
	] as const) {
		await sql`create trigger ${sql.id(`${table}_no_${act}`)} before ${sql.raw(events)} on ${sql.table(table)}
			for each statement execute function refuse_log_change()`.execute(db);
	}
}
