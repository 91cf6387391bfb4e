import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Dialect, Transaction } from 'kysely';
import { Kysely } from 'kysely';
import { openPgDialect } from './pgDialect.ts';
import { insideTransaction, NodeSqliteDialect, openSqliteFile } from './sqliteDialect.ts';
import type { EvidenceTables } from './tables/evidence.ts';
import type { BackupTables } from './tables/backups.ts';
import type { JobTables } from './tables/jobs.ts';
import type { PeopleTables } from './tables/people.ts';
import type { RecordTables } from './tables/records.ts';

export type Tables = PeopleTables & RecordTables & EvidenceTables & JobTables & BackupTables;

export type DatabaseKind = 'sqlite' | 'postgres';

export type Database = {
	readonly kind: DatabaseKind;
	readonly db: Kysely<Tables>;
	/** The file behind it, where there is one: for a copy before migrating. */
	readonly file: string | null;
	/** All or nothing. Inside, only `trx` may be used. */
	transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
	/** What SQLite alone needs: pragmas and its own backup. Null on Postgres. */
	readonly sqlite: DatabaseSync | null;
	close(): Promise<void>;
};

export const databaseFileName = 'dipper.db';

/** A Postgres url wins; else one SQLite file in the data folder; else memory. */
export async function openDatabase({ url, dataDir }: { url?: string; dataDir?: string }): Promise<Database> {
	if (url !== undefined && url !== '') return fromDialect('postgres', openPgDialect(url));
	if (dataDir === undefined) return fromSqlite(':memory:');
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	return fromSqlite(path.join(dataDir, databaseFileName));
}

/** A SQLite file of any name: a copy that is being looked at. */
export function openSqliteStore(file: string): Database {
	return fromSqlite(file);
}

function fromSqlite(name: string): Database {
	const sqlite = openSqliteFile(name);
	const database = fromDialect('sqlite', new NodeSqliteDialect(sqlite));
	return { ...database, sqlite, file: name === ':memory:' ? null : name };
}

export function fromDialect(kind: DatabaseKind, dialect: Dialect): Database {
	const db = new Kysely<Tables>({ dialect });
	return {
		kind,
		db,
		file: null,
		sqlite: null,
		transaction: (work) => db.transaction().execute((trx) => insideTransaction(() => work(trx))),
		close: () => db.destroy()
	};
}
