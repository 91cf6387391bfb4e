import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { findSetting, saveSetting } from '../settings/settings.repository.ts';
import type { Database } from './connection.ts';
import { forEachDatabase } from './forEachDatabase.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';

/** What the databases of the tests before held. */
const seen: string[] = [];

forEachDatabase((open) => {
	const epochOf = async ({ db }: Database) => String(await findSetting(db, 'epoch'));

	test.each([1, 2, 3])('test %i finds a database of its own, migrated and empty', async () => {
		const database = await open();
		expect(await migrate(database)).toEqual([]);
		expect(await epochOf(database)).toMatch(/^[0-9a-f-]{36}$/);
		expect(await findSetting(database.db, 'council-name')).toBeNull();
		expect((await database.db.selectFrom('change_log_end').selectAll().execute()).length).toBe(1);
		await saveSetting(database.db, 'council-name', 'of an earlier test');
		await database.db.deleteFrom('change_log_end').execute();
		seen.push(database.kind);
	});

	test('a table that a test added is gone for the next', async () => {
		const more = {
			name: '9001-more',
			up: async (db: Parameters<(typeof migrations)[0]['up']>[0]) => {
				await sql`create table more (id text)`.execute(db);
			}
		};
		expect(await migrate(await open(), 0, [...migrations, more])).toEqual(['9001-more']);
	});

	test('so that it can be added again', async () => {
		await sql`create table more (id text)`.execute((await open()).db);
		expect(seen.length).toBeGreaterThan(0);
	});
});
