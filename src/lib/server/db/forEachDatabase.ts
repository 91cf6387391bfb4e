import type { PGlite } from '@electric-sql/pglite';
import { PGliteDialect, sql } from 'kysely';
import { afterAll, afterEach, describe } from 'vitest';
import type { Database } from './connection.ts';
import { fromDialect, openDatabase } from './connection.ts';
import { migrate } from './migrate.ts';
import { int8, numeric, readNumber } from './pgDialect.ts';
import { testDatabase } from './testDatabase.ts';

/** A real server's url, where one was started for the tests; otherwise Postgres compiled to WebAssembly plays it. */
const realPostgres = process.env.TEST_POSTGRES_URL;

/**
 * Runs the suite on SQLite and on Postgres. `open` gives an empty, migrated database, one at a time in each test;
 * it is closed after the test.
 */
export function forEachDatabase(suite: (open: () => Promise<Database>) => void): void {
	describe('on SQLite', () => suite(closedAfterwards(testDatabase)));
	describe(`on Postgres (${realPostgres === undefined ? 'PGlite' : 'a server'})`, () => {
		suite(closedAfterwards(realPostgres === undefined ? openPGlite : () => openServer(realPostgres)));
		afterAll(closePGlite);
	});
}

function closedAfterwards(open: () => Promise<Database>): () => Promise<Database> {
	const opened: Database[] = [];
	afterEach(async () => {
		for (const database of opened.splice(0)) await database.close();
	});
	return async () => {
		const database = await open();
		opened.push(database);
		return database;
	};
}

let shared: Promise<PGlite> | null = null;

/** Starting one takes over a second, so a test file shares it and empties it. */
async function openPGlite(): Promise<Database> {
	shared ??= startPGlite();
	const pglite = await shared;
	await pglite.exec('drop schema public cascade; create schema public');
	const database = fromDialect('postgres', new PGliteDialect({ pglite }));
	await migrate(database);
	return { ...database, close: () => Promise.resolve() };
}

async function startPGlite(): Promise<PGlite> {
	const { PGlite } = await import('@electric-sql/pglite');
	return PGlite.create({ parsers: { [int8]: readNumber, [numeric]: readNumber } });
}

async function closePGlite() {
	const pglite = await shared;
	shared = null;
	await pglite?.close();
}

/** Each test has a schema of its own, dropped at the end, so that files can run side by side. */
async function openServer(url: string): Promise<Database> {
	const schema = `test_${crypto.randomUUID().replaceAll('-', '')}`;
	const owner = await openDatabase({ url });
	await sql`create schema ${sql.id(schema)}`.execute(owner.db);
	const inSchema = new URL(url);
	inSchema.searchParams.set('options', `-c search_path=${schema}`);
	const database = await openDatabase({ url: inSchema.href });
	await migrate(database);
	const close = async () => {
		await database.close();
		await sql`drop schema ${sql.id(schema)} cascade`.execute(owner.db);
		await owner.close();
	};
	return { ...database, close };
}
