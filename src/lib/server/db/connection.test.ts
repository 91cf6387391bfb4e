import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Database } from './connection.ts';
import { openDatabase } from './connection.ts';
import { forEachDatabase } from './forEachDatabase.ts';
import { migrate } from './migrate.ts';
import { readNumber } from './pgDialect.ts';
import { refuseUnsafe } from './sqliteDialect.ts';
import { testDatabase } from './testDatabase.ts';

function keep({ db }: Database, key: string, value = 'x') {
	return db.insertInto('setting').values({ key, value }).execute();
}

function count({ db }: Database) {
	return db
		.selectFrom('setting')
		.where('key', '<>', 'epoch')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
}

forEachDatabase((open) => {
	test('a transaction that throws leaves nothing behind', async () => {
		const database = await open();
		const failing = database.transaction(async (trx) => {
			await trx.insertInto('setting').values({ key: 'a', value: '1' }).execute();
			throw new Error('on purpose');
		});
		await expect(failing).rejects.toThrow('on purpose');
		expect((await count(database)).count).toBe(0);
	});

	test('a transaction answers with what its work answers', async () => {
		const database = await open();
		const inserted = await database.transaction((trx) =>
			trx.insertInto('setting').values({ key: 'a', value: '1' }).returning('value').executeTakeFirstOrThrow()
		);
		expect(inserted.value).toBe('1');
	});

	test('two transactions at once take turns and lose no update', async () => {
		const database = await open();
		await keep(database, 'n', '0');
		const addOne = () =>
			database.transaction(async (trx) => {
				const query = trx.selectFrom('setting').select('value').where('key', '=', 'n');
				const row = await (database.kind === 'postgres' ? query.forUpdate() : query).executeTakeFirstOrThrow();
				await trx
					.updateTable('setting')
					.set({ value: String(Number(row.value) + 1) })
					.where('key', '=', 'n')
					.execute();
			});
		await Promise.all(Array.from({ length: 8 }, addOne));
		const row = await database.db
			.selectFrom('setting')
			.select('value')
			.where('key', '=', 'n')
			.executeTakeFirstOrThrow();
		expect(row.value).toBe('8');
	});

	test('counts and times come back as numbers', async () => {
		const database = await open();
		const at = Date.UTC(2026, 10, 22);
		await database.db
			.insertInto('sign_in_attempt')
			.values({ username: 'a', address: 'b', wrong: 1, last_wrong_at: at })
			.execute();
		const row = await database.db.selectFrom('sign_in_attempt').selectAll().executeTakeFirstOrThrow();
		expect(row.last_wrong_at).toBe(at);
		expect(await count(database)).toEqual({ count: 0 });
	});

	test('on conflict do update keeps one row', async () => {
		const database = await open();
		for (const value of ['1', '2']) {
			await database.db
				.insertInto('setting')
				.values({ key: 'k', value })
				.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
				.execute();
		}
		expect(await database.db.selectFrom('setting').selectAll().where('key', '=', 'k').execute()).toEqual([
			{ key: 'k', value: '2' }
		]);
	});

	test('a row cannot refer to what is not there', async () => {
		const { db } = await open();
		const orphan = db.insertInto('team').values({ id: 't', name: 'North', service_id: 'none', manager_id: null });
		await expect(orphan.execute()).rejects.toThrow();
	});
});

describe('on SQLite alone', () => {
	test('using db inside a transaction is refused at once instead of waiting for ever', async () => {
		const database = await testDatabase();
		const nested = database.transaction(() => keep(database, 'a'));
		await expect(nested).rejects.toThrow('use the trx');
		await expect(keep(database, 'a')).resolves.toBeDefined();
	});

	test('what a transaction started but did not await may use db once it has ended', async () => {
		const database = await testDatabase();
		let later: Promise<unknown> = Promise.resolve();
		await database.transaction(async () => {
			later = new Promise((resolve) => setTimeout(resolve, 20)).then(() => keep(database, 'late'));
		});
		await expect(later).resolves.toBeDefined();
	});

	test('a strict table refuses a value of another type', async () => {
		const { db } = await testDatabase();
		await expect(sql`insert into sign_in_attempt values ('a', 'b', 'many', 0)`.execute(db)).rejects.toThrow(
			'cannot store TEXT'
		);
	});

	test('the file is in WAL mode, flushes fully and checks foreign keys', async () => {
		const dataDir = mkdtempSync(path.join(tmpdir(), 'dipper-db-'));
		const { sqlite, close } = await openDatabase({ dataDir });
		const ask = (pragma: string) => Object.values(sqlite?.prepare(`pragma ${pragma}`).get() ?? {})[0];
		expect([ask('journal_mode'), ask('synchronous'), ask('foreign_keys')]).toEqual(['wal', 2, 1]);
		await close();
		rmSync(dataDir, { recursive: true });
	});

	test('two processes that read and then write wait for one another', async () => {
		const dataDir = mkdtempSync(path.join(tmpdir(), 'dipper-db-'));
		const first = await openDatabase({ dataDir });
		await migrate(first);
		const second = await openDatabase({ dataDir });
		for (const database of [first, second, first]) {
			await database.transaction(async (trx) => {
				const rows = await trx.selectFrom('setting').select('key').where('key', '<>', 'epoch').execute();
				await trx
					.insertInto('setting')
					.values({ key: `k${rows.length}`, value: '' })
					.execute();
			});
		}
		expect((await count(second)).count).toBe(3);
		await first.close();
		await second.close();
		rmSync(dataDir, { recursive: true });
	});

	test('a SQLite that can corrupt its file is refused', () => {
		expect(() => refuseUnsafe('3.51.2')).toThrow('3.51.3');
		expect(() => refuseUnsafe('3.9.99')).toThrow('3.51.3');
		expect(() => refuseUnsafe('3.51.3')).not.toThrow();
		expect(() => refuseUnsafe('3.53.0')).not.toThrow();
		expect(() => refuseUnsafe('4.0.0')).not.toThrow();
	});
});

test('a Postgres number too large for a number is an error, not a wrong number', () => {
	expect(readNumber('12')).toBe(12);
	expect(readNumber('0.5')).toBe(0.5);
	expect(() => readNumber('9007199254740993')).toThrow('does not fit');
});
