import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { columnTypes } from './columns.ts';
import { forEachDatabase } from './forEachDatabase.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { readNumber } from './pgDialect.ts';
import { refuseUnsafe } from './sqliteDialect.ts';
import { testDatabase } from './testDatabase.ts';

forEachDatabase((open) => {
	test('both databases have the same tables and columns', async () => {
		const { db } = await open();
		const tables = (await db.introspection.getTables()).filter(({ name }) => name !== 'migration');
		const shape = Object.fromEntries(
			tables.map(({ name, columns }) => [name, columns.map((column) => column.name).sort()])
		);
		const wanted = (await (await testDatabase()).db.introspection.getTables()).filter(
			({ name }) => name !== 'migration'
		);
		expect(shape).toEqual(
			Object.fromEntries(wanted.map(({ name, columns }) => [name, columns.map((column) => column.name).sort()]))
		);
		expect(Object.keys(shape).length).toBeGreaterThan(20);
	});

	test('what was migrated stands in order, once, however often it is asked for', async () => {
		const database = await open();
		await Promise.all([migrate(database), migrate(database), migrate(database)]);
		const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(database.db);
		expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
	});

	test('text of any script, a time of today and null come back as they went in', async () => {
		const { db } = await open();
		const values = ['', 'ŵyddfa', '子ども', '🦦', "'; drop table setting; --", ' a\nb\t', '\u00a0'];
		for (const [place, value] of values.entries())
			await db
				.insertInto('setting')
				.values({ key: `k${place}`, value })
				.execute();
		const rows = await db.selectFrom('setting').selectAll().where('key', 'like', 'k_').orderBy('key').execute();
		expect(rows.map(({ value }) => value)).toEqual(values);
	});

	test('twenty writers at once lose nothing', async () => {
		const database = await open();
		await database.db.insertInto('setting').values({ key: 'n', value: '0' }).execute();
		const add = () =>
			database.transaction(async (trx) => {
				const lock = trx.selectFrom('setting').select('value').where('key', '=', 'n');
				const { value } = await (database.kind === 'postgres' ? lock.forUpdate() : lock).executeTakeFirstOrThrow();
				await trx
					.updateTable('setting')
					.set({ value: String(Number(value) + 1) })
					.where('key', '=', 'n')
					.execute();
			});
		await Promise.all(Array.from({ length: 20 }, add));
		expect(await database.db.selectFrom('setting').select('value').where('key', '=', 'n').executeTakeFirst()).toEqual({
			value: '20'
		});
	});

	test('a statement of a row that is there twice fails, and the next one works', async () => {
		const { db } = await open();
		const insert = () => db.insertInto('setting').values({ key: 'once', value: '1' }).execute();
		await insert();
		await expect(insert()).rejects.toThrow();
		expect(await db.selectFrom('setting').select('value').where('key', '=', 'once').execute()).toHaveLength(1);
	});
});

describe('on SQLite alone', () => {
	test('a transaction within a transaction is refused at once', async () => {
		const database = await testDatabase();
		const nested = database.transaction(() => database.transaction(() => Promise.resolve(1)));
		await expect(nested).rejects.toThrow('use the trx it was given');
		expect(await database.transaction(() => Promise.resolve(2))).toBe(2);
	});

	test('a statement kept from before a table changed is made anew', async () => {
		const { db } = await testDatabase();
		const read = () => sql<Record<string, unknown>>`select * from setting limit 1`.execute(db);
		const before = Object.keys((await read()).rows[0] ?? {});
		await sql`alter table setting add column colour text default 'blue'`.execute(db);
		expect(Object.keys((await read()).rows[0] ?? {})).toEqual([...before, 'colour']);
	});

	test.each(['3.51.3', '3.51.10', '3.52.0', '4.0.0'])('SQLite %s is safe', (version) => {
		expect(() => refuseUnsafe(version)).not.toThrow();
	});

	test.each(['3.51.2', '3.50.9', '3.9.99', '2.99.99'])('SQLite %s is refused', (version) => {
		expect(() => refuseUnsafe(version)).toThrow(version);
	});
});

test('a time fits its column on either database', () => {
	expect([columnTypes('sqlite').time, columnTypes('postgres').time]).toEqual(['integer', 'bigint']);
	expect([columnTypes('sqlite').bytes, columnTypes('postgres').bytes]).toEqual(['blob', 'bytea']);
});

test.each([
	['0', 0],
	['1773316800000', 1_773_316_800_000],
	['-5', -5],
	['0.25', 0.25]
])('Postgres’s %s is the number %d', (text, number) => {
	expect(readNumber(text)).toBe(number);
});
