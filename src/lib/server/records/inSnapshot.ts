import { sql, type Transaction } from 'kysely';
import type { Database, Tables } from '../db/connection.ts';

/** All reads inside see one state of the database. On SQLite every transaction is so; Postgres must be asked first. */
export function inSnapshot<T>(database: Database, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
	return database.transaction(async (trx) => {
		if (database.kind === 'postgres') await sql`set transaction isolation level repeatable read`.execute(trx);
		return work(trx);
	});
}
