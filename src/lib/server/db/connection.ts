import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Dialect, Transaction } from 'kysely';
import { Kysely, sql } from 'kysely';
import { lostToAnother } from './isTransient.ts';
import { openPgDialect } from './pgDialect.ts';
import { insideTransaction, withCommit, NodeSqliteDialect, openSqliteFile } from './sqliteDialect.ts';
import type { AlertTables } from './tables/alerts.ts';
import type { BackupTables } from './tables/backups.ts';
import type { DeviceTables } from './tables/devices.ts';
import type { EvidenceTables } from './tables/evidence.ts';
import type { FindingTables } from './tables/findings.ts';
import type { FrameHistoryTables } from './tables/frames.ts';
import type { JobTables } from './tables/jobs.ts';
import type { PeopleTables } from './tables/people.ts';
import type { PlanTables } from './tables/plans.ts';
import type { ProgrammeTables } from './tables/programme.ts';
import type { RecordTables } from './tables/records.ts';
import type { TemplateTables } from './tables/templates.ts';
import type { VaultTables } from './tables/vault.ts';
import type { VoiceTables } from './tables/voices.ts';

export type Tables = PeopleTables &
	AlertTables &
	RecordTables &
	EvidenceTables &
	FindingTables &
	FrameHistoryTables &
	JobTables &
	BackupTables &
	VaultTables &
	PlanTables &
	ProgrammeTables &
	DeviceTables &
	TemplateTables &
	VoiceTables;

export type DatabaseKind = 'sqlite' | 'postgres';

/**
 * With `flush: false` a commit is seen by everybody at once and survives the end of this process, but not a power cut,
 * until the next commit that flushes: that one takes all before it to the disk. Nobody may be told of it before then.
 */
export type Commit = { readonly flush: boolean };

export type Database = {
	readonly kind: DatabaseKind;
	readonly db: Kysely<Tables>;
	/** The file behind it, where there is one: for a copy before migrating. */
	readonly file: string | null;
	/**
	 * All or nothing. Inside, only `trx` may be used. Where Postgres undoes it because of another transaction, `work` is
	 * done again from its beginning: it must change nothing but through `trx`.
	 */
	transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>, how?: Commit): Promise<T>;
	/** What SQLite alone needs: pragmas and its own backup. Null on Postgres. */
	readonly sqlite: DatabaseSync | null;
	close(): Promise<void>;
};

export const databaseFileName = 'dipper.db';

/** A Postgres url wins; else one SQLite file in the data folder; else memory. */
export async function openDatabase({
	url,
	dataDir,
	poolSize
}: {
	url?: string | undefined;
	dataDir?: string | undefined;
	poolSize?: number | undefined;
}): Promise<Database> {
	if (url !== undefined && url !== '') return fromDialect('postgres', openPgDialect(url, poolSize));
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
		transaction: (work, how = { flush: true }) =>
			doneAgain(() =>
				withCommit(how, () =>
					db.transaction().execute((trx) =>
						insideTransaction(async () => {
							if (kind === 'postgres' && !how.flush) await sql`set local synchronous_commit = off`.execute(trx);
							return work(trx);
						})
					)
				)
			),
		close: () => db.destroy()
	};
}

const tries = 5;

/** Two that undid one another would meet again if both came back at once. */
async function doneAgain<T>(transaction: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await transaction();
		} catch (error) {
			if (!lostToAnother(error) || attempt === tries) throw error;
			await pause(Math.random() * 20 * attempt);
		}
	}
}
