import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { appendToLog } from '../log/changeLog.ts';
import type { Database } from './connection.ts';
import { forEachDatabase } from './forEachDatabase.ts';
import { liftLogGuards } from './logGuards.ts';

async function withOneEntry(open: () => Promise<Database>): Promise<Database> {
	const database = await open();
	const entry = { at: 1, personId: 'p', clientId: null, n: null, change: { a: 1 }, outcome: 'applied' };
	await database.transaction((trx) => appendToLog(trx, entry));
	await database.db
		.insertInto('access_log')
		.values({ at: 1, person_id: 'p', client_id: null, act: 'page', kind: 'audit', id: 'a', case_ref: null, ver: 1 })
		.execute();
	return database;
}

const attempts = (db: Database['db']) =>
	[
		['an entry of the change log altered', () => db.updateTable('change_log').set({ at: 2 }).execute()],
		['an entry of the change log removed', () => db.deleteFrom('change_log').execute()],
		['who saw what altered', () => db.updateTable('access_log').set({ person_id: 'q' }).execute()],
		['who saw what removed', () => db.deleteFrom('access_log').execute()]
	] as const;

forEachDatabase((open) => {
	test('the database refuses to alter or remove an entry of either log', async () => {
		const { db } = await withOneEntry(open);
		for (const [what, attempt] of attempts(db))
			await expect(attempt(), what).rejects.toThrow('neither changed nor removed');
	});

	test('what a person wrote can still be erased: it stands outside', async () => {
		const { db } = await withOneEntry(open);
		await db.deleteFrom('change_body').execute();
		expect(await db.selectFrom('change_body').selectAll().execute()).toEqual([]);
	});

	test('lifted, it lets through what tests do on purpose', async () => {
		const { db, kind } = await withOneEntry(open);
		await liftLogGuards(db as unknown as Kysely<unknown>, kind);
		await db.deleteFrom('change_body').execute();
		for (const [, attempt] of attempts(db)) await attempt();
		expect(await db.selectFrom('change_log').selectAll().execute()).toEqual([]);
	});

	test('on Postgres the whole log cannot be emptied at once either', async () => {
		const { db, kind } = await withOneEntry(open);
		const empty = () =>
			kind === 'postgres' ? sql`truncate access_log`.execute(db) : db.deleteFrom('access_log').execute();
		await expect(empty()).rejects.toThrow('neither changed nor removed');
	});
});
