import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { openDatabase, openSqliteStore, type Database } from '../db/connection.ts';
import { BackupProblem } from './backup.errors.ts';
import { findPgTool, pgRestore } from './pgTools.ts';
import { serverMajor } from './snapshots.ts';

/** Somewhere to restore to that nobody uses: tried there, and then thrown away or put in use. */
export type Place = {
	take(data: AsyncIterable<Buffer>): Promise<void>;
	open(): Promise<Database>;
	discard(): Promise<void>;
};

export type SqlitePlace = Place & { readonly file: string };

export function sqlitePlace(scratch: string): SqlitePlace {
	mkdirSync(scratch, { recursive: true, mode: 0o700 });
	const folder = mkdtempSync(path.join(scratch, 'restoring-'));
	const file = path.join(folder, 'copy.db');
	return {
		file,
		take: (data) => pipeline(data, createWriteStream(file, { mode: 0o600, flush: true })),
		open: async () => openSqliteStore(file),
		discard: async () => rmSync(folder, { recursive: true, force: true })
	};
}

export type PostgresPlace = Place & { readonly name: string; readonly url: string };

/** A database of its own on the same server, so that nothing of it can be taken for the one in use. */
export async function postgresPlace(url: string, name: string): Promise<PostgresPlace> {
	const owner = await openDatabase({ url });
	const restore = await serverMajor(owner)
		.then((major) => findPgTool('pg_restore', major))
		.then(async (tool) => {
			await sql`create database ${sql.id(name)} template template0`.execute(owner.db);
			return tool;
		})
		.catch((error: unknown) => {
			throw asNotAllowed(error);
		})
		.finally(() => owner.close());
	const own = urlOf(url, name);
	return {
		name,
		url: own,
		take: (data) => pgRestore(restore, own, data),
		open: () => openDatabase({ url: own }),
		discard: () => dropDatabase(url, name)
	};
}

export function urlOf(url: string, database: string): string {
	const other = new URL(url);
	other.pathname = `/${encodeURIComponent(database)}`;
	return other.href;
}

async function dropDatabase(url: string, name: string): Promise<void> {
	const owner = await openDatabase({ url });
	await sql`drop database if exists ${sql.id(name)} with (force)`.execute(owner.db).finally(() => owner.close());
}

/** The role has no right to make databases: the one thing about it that an administrator can mend. */
export function asNotAllowed(error: unknown): unknown {
	if ((error as { code?: unknown } | null)?.code !== '42501') return error;
	return new BackupProblem(
		'not-allowed',
		'The database role may not make a database to restore into. Give it the right (alter role … createdb) for the while, and try again.'
	);
}
