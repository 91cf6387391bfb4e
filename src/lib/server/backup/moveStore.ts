import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { canonicalJson } from '#lib/protocol/canonical.ts';
import { BackupProblem } from './backup.errors.ts';
import type { Database, Tables } from '../db/connection.ts';
import { migrate } from '../db/migrate.ts';
import { verifyLog } from '../log/changeLog.ts';
import {
	clearTable,
	copyRows,
	findKeys,
	inOrderOfReference,
	listTables,
	readPages,
	setNumbering
} from './store.repository.ts';

export type MovedTable = { readonly table: string; readonly rows: number; readonly sha256: string };

/**
 * Copies a SQLite store into an empty Postgres, table by table, in one transaction, and compares counts and hashes of
 * what was read with what then stands there. Council, epoch and every number stay: nothing was lost, so tablets notice
 * nothing. Whoever calls holds the SQLite file alone.
 */
export async function moveStore(from: Database, to: Database): Promise<MovedTable[]> {
	if ((await listTables(to.db, to.kind)).length > 0)
		throw new BackupProblem(
			'not-empty',
			'There is something in that Postgres database already. Nothing was changed. Name an empty one.'
		);
	await migrate(from);
	await migrate(to);
	// The lock that a SQLite transaction begins with keeps writers out for as long as the copy takes.
	return from.transaction((read) => to.transaction((trx) => copyStore(read, trx)));
}

async function copyStore(from: Kysely<Tables>, to: Kysely<Tables>): Promise<MovedTable[]> {
	const tables = await inOrderOfReference(from);
	for (const table of [...tables].reverse()) await clearTable(to, table);
	for (const table of tables) await copyRows(from, to, table, await findKeys(from, table));
	await setNumbering(to);
	const moved: MovedTable[] = [];
	for (const table of tables) moved.push(await compare(from, to, table));
	const log = await verifyLog(to);
	if (log.ok) return moved;
	throw new BackupProblem(
		'failed-check',
		`The change log did not arrive whole: entry ${log.brokenAt}. Nothing was moved.`
	);
}

async function compare(from: Kysely<Tables>, to: Kysely<Tables>, table: string): Promise<MovedTable> {
	const keys = await findKeys(from, table);
	const [was, is] = [await fingerprint(from, table, keys), await fingerprint(to, table, keys)];
	if (was.sha256 === is.sha256 && was.rows === is.rows) return { table, ...is };
	throw new BackupProblem(
		'failed-check',
		`${table} did not arrive as it was (${was.rows} rows, then ${is.rows}). Nothing was moved.`
	);
}

/** Of all rows, each hashed by itself and those hashes in order: the two databases sort text in different ways. */
async function fingerprint(
	db: Kysely<Tables>,
	table: string,
	keys: readonly string[]
): Promise<{ rows: number; sha256: string }> {
	const hashes: string[] = [];
	for await (const rows of readPages(db, table, keys)) for (const row of rows) hashes.push(hashRow(row));
	const whole = createHash('sha256');
	for (const hash of hashes.sort()) whole.update(hash);
	return { rows: hashes.length, sha256: whole.digest('hex') };
}

function hashRow(row: Readonly<Record<string, unknown>>): string {
	const plain = Object.entries(row).map(([name, value]) => [
		name,
		value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
	]);
	return createHash('sha256')
		.update(canonicalJson(Object.fromEntries(plain)))
		.digest('hex');
}
