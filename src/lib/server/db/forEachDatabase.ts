import type { PGlite } from '@electric-sql/pglite';
import { PGliteDialect } from 'kysely';
import { afterAll, afterEach, describe } from 'vitest';
import type { Database } from './connection.ts';
import { fromDialect } from './connection.ts';
import { migrate } from './migrate.ts';
import { int8, numeric, readNumber } from './pgDialect.ts';
import { testDatabase } from './testDatabase.ts';
import { readPristine, wipe, type Pristine } from './WipedTables.ts';
import { WorkersCopy } from './WorkersCopy.ts';

/** A real server's url, where one was started for the tests; otherwise Postgres compiled to WebAssembly plays it. */
const realPostgres = process.env.TEST_POSTGRES_URL;

/**
 * Runs the suite on SQLite and on Postgres. `open` gives an empty, migrated database, one at a time in each test;
 * it is closed after the test.
 */
export function forEachDatabase(suite: (open: () => Promise<Database>) => void): void {
	describe('on SQLite', () => suite(closedAfterwards(testDatabase)));
	describe(`on Postgres (${realPostgres === undefined ? 'PGlite' : 'a server'})`, () => {
		suite(closedAfterwards(realPostgres === undefined ? openPGlite : () => openCopy(realPostgres)));
		afterAll(closePostgres);
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

type Shared = { readonly pglite: PGlite; readonly database: Database; pristine: Pristine };
let shared: Promise<Shared> | null = null;
let copy: WorkersCopy | null = null;

/** Starting one takes over a second and migrating it half of one, so a test file shares it and wipes it. */
async function openPGlite(): Promise<Database> {
	shared ??= startPGlite();
	const started = await shared;
	const { database, pglite } = started;
	if (!(await wipe(database, started.pristine))) {
		await pglite.exec('drop schema public cascade; create schema public');
		await migrate(database);
		started.pristine = await readPristine(database);
	}
	return { ...database, close: () => Promise.resolve() };
}

async function startPGlite(): Promise<Shared> {
	const { PGlite } = await import('@electric-sql/pglite');
	const pglite = await PGlite.create({ parsers: { [int8]: readNumber, [numeric]: readNumber } });
	const database = fromDialect('postgres', new PGliteDialect({ pglite }));
	await migrate(database);
	return { pglite, database, pristine: await readPristine(database) };
}

function openCopy(url: string): Promise<Database> {
	copy ??= new WorkersCopy(url, process.env.VITEST_POOL_ID ?? '0', pristineGiven());
	return copy.open();
}

/** As `tests/startPostgres.ts` read it when it made the template. */
function pristineGiven(): Pristine {
	return JSON.parse(process.env.TEST_POSTGRES_PRISTINE ?? '') as Pristine;
}

async function closePostgres() {
	const started = await shared;
	shared = null;
	await started?.pglite.close();
	await copy?.close();
}
