import type { Database } from './connection.ts';
import { openDatabase } from './connection.ts';
import { migrate } from './migrate.ts';

/** A fresh SQLite database in memory, migrated. To run a suite on Postgres too: forEachDatabase.ts. */
export async function testDatabase(): Promise<Database> {
	const database = await openDatabase({});
	await migrate(database);
	return database;
}
