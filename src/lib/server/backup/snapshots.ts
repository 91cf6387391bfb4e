import { createReadStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { must } from '#lib/domain/shared/Result.ts';
import { openSqliteStore, type Database } from '../db/connection.ts';
import type { Manifest } from './blocks.ts';
import { describeStore } from './describeStore.ts';
import { findPgTool, pgDump } from './pgTools.ts';

/** A store at one instant: what it says of itself, and its bytes. */
export type Snapshot = { readonly manifest: Manifest; readonly data: AsyncIterable<Buffer> };

export type StoreToCopy = {
	readonly database: Database;
	/** Postgres's url; null on SQLite. */
	readonly url: string | null;
	/** Where SQLite's copy stands for the while: it is readable, so on the disk where the store itself is. */
	readonly scratch: string;
	readonly program: string;
};

/** People go on working meanwhile: neither copy holds a lock that a writer waits for. */
export function withSnapshot<T>(store: StoreToCopy, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
	return store.database.kind === 'sqlite' ? withSqliteSnapshot(store, work) : withPostgresSnapshot(store, work);
}

/** More pages than any store has: in one step, so that a busy writer in another process does not begin it anew again and again. */
const allPages = 2 ** 31 - 1;

async function withSqliteSnapshot<T>(
	{ database, scratch, program }: StoreToCopy,
	work: (snapshot: Snapshot) => Promise<T>
) {
	mkdirSync(scratch, { recursive: true, mode: 0o700 });
	const folder = mkdtempSync(path.join(scratch, 'copying-'));
	try {
		const copy = path.join(folder, 'copy.db');
		await copySqlite(database, copy);
		const opened = openSqliteStore(copy);
		const manifest = await describeStore(opened.db, 'sqlite', program).finally(() => opened.close());
		return await work({
			manifest,
			data: createReadStream(copy, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** By a connection of its own, where there is a file: the server's own goes on meanwhile. */
async function copySqlite({ sqlite, file }: Database, copy: string): Promise<void> {
	const source =
		file === null ? must(sqlite ?? undefined, 'the SQLite store') : new DatabaseSync(file, { readOnly: true });
	try {
		await backup(source, copy, { rate: allPages });
	} finally {
		if (file !== null) source.close();
	}
}

/** pg_dump reads the very snapshot that the counts are of. */
async function withPostgresSnapshot<T>(
	{ database, url, program }: StoreToCopy,
	work: (snapshot: Snapshot) => Promise<T>
) {
	const address = must(url ?? undefined, 'the address of the Postgres store');
	const dump = findPgTool('pg_dump', await serverMajor(database));
	return database.db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (trx) => {
			// It waits for as long as the dump takes, which is longer than a forgotten transaction may.
			await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
			const { rows } = await sql<{ id: string }>`select pg_export_snapshot() as id`.execute(trx);
			const manifest = await describeStore(trx, 'postgres', program);
			return work({ manifest, data: pgDump(dump, address, must(rows[0]?.id, 'the snapshot')) });
		});
}

export async function serverMajor({ db }: Pick<Database, 'db'>): Promise<number> {
	const { rows } = await sql<{ num: string }>`select current_setting('server_version_num') as num`.execute(db);
	return Math.floor(Number(rows[0]?.num) / 10_000);
}
