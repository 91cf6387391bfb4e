import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { must } from '#lib/domain/shared/Result.ts';
import type { Config } from '../config.ts';
import { databaseFileName, openDatabase, openSqliteStore, type Database, type DatabaseKind } from '../db/connection.ts';
import { findCouncilId } from './epochs.repository.ts';
import { BackupProblem } from './backup.errors.ts';
import {
	asNotAllowed,
	postgresPlace,
	sqlitePlace,
	urlOf,
	type Place,
	type PostgresPlace,
	type SqlitePlace
} from './places.ts';
import { readEpoch } from '../sync/serverIdentity.ts';
import { listTables } from './store.repository.ts';

/** Where a restored store is to stand, and what stands there now. */
export type Target<Made extends Place = Place> = {
	readonly isThere: boolean;
	/** Null where there is none, or where it is too broken to say. */
	readonly council: string | null;
	readonly epoch: string | null;
	refuseWhileServed(): Promise<void>;
	makePlace(scratch: string): Promise<Made>;
	/** Moves what is there aside, never deleting it, and answers with where to. */
	putInPlace(place: Made, now: number): Promise<string | null>;
};

type Settings = Pick<Config, 'databaseUrl' | 'dataDir'>;

export async function targetOf({ databaseUrl, dataDir }: Settings, kind: DatabaseKind): Promise<Target> {
	if (kind === 'sqlite' && databaseUrl !== null)
		throw new BackupProblem(
			'other-database',
			'This backup is of a SQLite store, and DATABASE_URL names a Postgres. Restore it without DATABASE_URL, then move it: npm run db:move -- --to URL.'
		);
	if (kind === 'postgres' && databaseUrl === null)
		throw new BackupProblem(
			'other-database',
			'This backup is of a Postgres store. Name the database with DATABASE_URL.'
		);
	return (databaseUrl === null ? await sqliteTarget(dataDir) : await postgresTarget(databaseUrl)) as Target;
}

async function sqliteTarget(dataDir: string): Promise<Target<SqlitePlace>> {
	const file = path.join(dataDir, databaseFileName);
	const isThere = existsSync(file);
	return {
		isThere,
		...(isThere ? await whoIs(() => Promise.resolve(openSqliteStore(file))) : nobody),
		refuseWhileServed: async () => (isThere ? refuseSharedFile(file) : undefined),
		makePlace: async (scratch) => sqlitePlace(scratch),
		async putInPlace(place, now) {
			const aside = isThere ? moveAside(dataDir, now) : null;
			renameSync(place.file, file);
			await flushFolder(dataDir);
			return aside;
		}
	};
}

const nobody = { council: null, epoch: null };

/** A store that is too broken to say who it is may still be replaced: that is what backups are for. */
async function whoIs(opening: () => Promise<Database>): Promise<{ council: string | null; epoch: string | null }> {
	let database: Database | null = null;
	try {
		database = await opening();
		return { council: await findCouncilId(database.db), epoch: await readEpoch(database.db) };
	} catch (error) {
		if (error instanceof Error) return nobody;
		throw error;
	} finally {
		await database?.close();
	}
}

/** Every connection of a server holds the file; to hold it alone is to know that none does. */
export function refuseSharedFile(file: string): void {
	const alone = new DatabaseSync(file, { timeout: 200 });
	try {
		alone.exec('pragma locking_mode = exclusive; begin exclusive; commit');
	} catch (error) {
		if (/locked|busy/i.test(error instanceof Error ? error.message : '')) throw inUse();
	} finally {
		alone.close();
	}
}

function inUse(): BackupProblem {
	return new BackupProblem('in-use', 'The server is still running on this store. Stop it first, then try again.');
}

/** The file and what SQLite keeps beside it, together: one without the other is another store. */
function moveAside(dataDir: string, now: number): string {
	const aside = path.join(dataDir, `replaced-${new Date(now).toISOString().replaceAll(':', '')}`);
	mkdirSync(aside, { mode: 0o700 });
	for (const name of ['', '-wal', '-shm'].map((end) => `${databaseFileName}${end}`))
		if (readdirSync(dataDir).includes(name)) renameSync(path.join(dataDir, name), path.join(aside, name));
	return aside;
}

async function flushFolder(folder: string): Promise<void> {
	const handle = await open(folder);
	await handle.sync().finally(() => handle.close());
}

async function postgresTarget(url: string): Promise<Target<PostgresPlace>> {
	const name = decodeURIComponent(new URL(url).pathname.slice(1));
	const database = await openDatabase({ url });
	const isThere = await listTables(database.db, 'postgres')
		.then((tables) => tables.length > 0)
		.finally(() => database.close());
	return {
		isThere,
		...(isThere ? await whoIs(() => openDatabase({ url })) : nobody),
		refuseWhileServed: () => refuseSharedDatabase(url, name),
		makePlace: () => postgresPlace(url, `${name}_restoring_${process.pid}`),
		async putInPlace(place, now) {
			const aside = `${name}_replaced_${now}`;
			await rename(url, [
				[name, aside],
				[place.name, name]
			]);
			if (isThere) return aside;
			await dropEmpty(url, aside);
			return null;
		}
	};
}

async function refuseSharedDatabase(url: string, name: string): Promise<void> {
	const database = await openDatabase({ url });
	const { rows } = await sql<{ others: number }>`select count(*) as others from pg_stat_activity
		where datname = ${name} and pid <> pg_backend_pid() and backend_type = 'client backend'`
		.execute(database.db)
		.finally(() => database.close());
	if (must(rows[0], 'a count').others > 0) throw inUse();
}

/** From the server's own database: one in use cannot be renamed. */
async function rename(url: string, names: readonly (readonly [string, string])[]): Promise<void> {
	const owner = await openDatabase({ url: urlOf(url, 'postgres') });
	try {
		for (const [from, to] of names) await sql`alter database ${sql.id(from)} rename to ${sql.id(to)}`.execute(owner.db);
	} catch (error) {
		throw (error as { code?: unknown }).code === '55006' ? inUse() : asNotAllowed(error);
	} finally {
		await owner.close();
	}
}

async function dropEmpty(url: string, name: string): Promise<void> {
	const owner = await openDatabase({ url: urlOf(url, 'postgres') });
	await sql`drop database ${sql.id(name)}`.execute(owner.db).finally(() => owner.close());
}
