import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from './connection.ts';
import { forEachDatabase } from './forEachDatabase.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/Migration.ts';
import { migrations } from './migrations/index.ts';

const addColumn: Migration = {
	name: '9001-colour',
	async up(db) {
		await sql`alter table setting add column colour text`.execute(db);
	}
};

const failing: Migration = {
	name: '9002-fails',
	async up(db) {
		await sql`create table half_done (id text)`.execute(db);
		throw new Error('on purpose');
	}
};

forEachDatabase((open) => {
	test('a new database has an epoch of its own', async () => {
		const { db } = await open();
		const row = await db.selectFrom('setting').select('value').where('key', '=', 'epoch').executeTakeFirstOrThrow();
		expect(row.value).toMatch(/^[0-9a-f-]{36}$/);
	});

	test('migrating again does nothing', async () => {
		expect(await migrate(await open())).toEqual([]);
	});

	test('a new migration is applied once', async () => {
		const database = await open();
		const wanted = [...migrations, addColumn];
		expect(await migrate(database, 0, wanted)).toEqual(['9001-colour']);
		expect(await migrate(database, 0, wanted)).toEqual([]);
	});

	test('two that migrate at once apply it once', async () => {
		const database = await open();
		const wanted = [...migrations, addColumn];
		const applied = await Promise.all([migrate(database, 0, wanted), migrate(database, 0, wanted)]);
		expect(applied.flat()).toEqual(['9001-colour']);
	});

	test('a migration that fails leaves nothing of itself and can be mended', async () => {
		const database = await open();
		await expect(migrate(database, 0, [...migrations, failing])).rejects.toThrow('on purpose');
		const mended: Migration = { ...failing, up: (db) => sql`create table half_done (id text)`.execute(db).then() };
		expect(await migrate(database, 0, [...migrations, mended])).toEqual(['9002-fails']);
	});

	test('an older program does not touch newer tables', async () => {
		const database = await open();
		await migrate(database, 0, [...migrations, addColumn]);
		await expect(migrate(database)).rejects.toThrow('newer than this program: it has 9001-colour');
	});
});

test('before a SQLite file is changed, a copy of it stands beside it', async () => {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'dipper-migrate-'));
	const database = await openDatabase({ dataDir });
	await migrate(database, 0);
	expect(readdirSync(dataDir).filter((name) => name.includes('before'))).toEqual([]);
	await migrate(database, Date.UTC(2026, 10, 22), [...migrations, addColumn]);
	expect(readdirSync(dataDir)).toContain('dipper.db.before-2026-11-22T000000.000Z');
	await database.close();
	rmSync(dataDir, { recursive: true });
});

test('a migration that leaves a row without what it refers to is undone', async () => {
	const database = await openDatabase({});
	await migrate(database);
	const orphan: Migration = {
		name: '9003-orphan',
		up: (db) => sql`insert into team values ('t', 'North', 'nowhere', null)`.execute(db).then()
	};
	await expect(migrate(database, 0, [...migrations, orphan])).rejects.toThrow('without what they refer to in team');
	expect(await database.db.selectFrom('team').selectAll().execute()).toEqual([]);
	await database.close();
});
