import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { liftLogGuards } from '../db/logGuards.ts';
import { appendToLog, verifyLog } from './changeLog.ts';
import { noteAccess } from './accessLog.ts';
import { anAction, anAudit } from '../../../../tests/fixtures/records.ts';

const entry = (what: string) => ({
	at: 1000,
	personId: 'ada',
	clientId: 'tablet',
	n: 1,
	change: { what },
	outcome: 'applied'
});

forEachDatabase((open) => {
	async function withEntries(...texts: string[]): Promise<Database> {
		const database = await open();
		for (const text of texts) await database.transaction((trx) => appendToLog(trx, entry(text)));
		return database;
	}

	test('an empty log is whole', async () => {
		expect(await verifyLog((await open()).db)).toEqual({ ok: true, entries: 0 });
	});

	test('entries are numbered without gaps and each stands on the one before', async () => {
		const { db } = await withEntries('a', 'b', 'c');
		const rows = await db.selectFrom('change_log').selectAll().orderBy('seq').execute();
		expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
		expect(rows.map((row) => row.prev_hash)).toEqual(['0'.repeat(64), rows[0]?.hash, rows[1]?.hash]);
		expect(await verifyLog(db)).toEqual({ ok: true, entries: 3 });
	});

	test('what is rolled back leaves no gap', async () => {
		const database = await withEntries('a');
		const failing = database.transaction(async (trx) => {
			await appendToLog(trx, entry('lost'));
			throw new Error('on purpose');
		});
		await expect(failing).rejects.toThrow('on purpose');
		await database.transaction((trx) => appendToLog(trx, entry('b')));
		expect(await verifyLog(database.db)).toEqual({ ok: true, entries: 2 });
	});

	test('entries written at once take turns', async () => {
		const database = await open();
		await Promise.all(
			Array.from({ length: 8 }, (_, index) => database.transaction((trx) => appendToLog(trx, entry(`${index}`))))
		);
		expect(await verifyLog(database.db)).toEqual({ ok: true, entries: 8 });
	});

	test.each([
		[
			'a body altered',
			(db: Database['db']) => db.updateTable('change_body').set({ body: '{"what":"x"}' }).where('seq', '=', 2).execute()
		],
		[
			'an outcome altered',
			(db: Database['db']) => db.updateTable('change_log').set({ outcome: 'parked' }).where('seq', '=', 2).execute()
		],
		[
			'a person altered',
			(db: Database['db']) => db.updateTable('change_log').set({ person_id: 'ben' }).where('seq', '=', 2).execute()
		],
		[
			'an entry left out',
			async (db: Database['db']) => {
				await db.deleteFrom('change_body').where('seq', '=', 2).execute();
				await db.deleteFrom('change_log').where('seq', '=', 2).execute();
			}
		]
	])('%s shows at its number', async (_, tamper) => {
		const { db, kind } = await withEntries('a', 'b', 'c');
		await liftLogGuards(db as unknown as Kysely<unknown>, kind);
		await tamper(db);
		expect(await verifyLog(db)).toEqual({ ok: false, brokenAt: 2 });
	});

	test('the last entries left out show at the end', async () => {
		const { db, kind } = await withEntries('a', 'b', 'c');
		await liftLogGuards(db as unknown as Kysely<unknown>, kind);
		await db.deleteFrom('change_body').where('seq', '=', 3).execute();
		await db.deleteFrom('change_log').where('seq', '=', 3).execute();
		expect(await verifyLog(db)).toEqual({ ok: false, brokenAt: 3 });
	});

	test('erasing what a person wrote does not break the chain', async () => {
		const { db } = await withEntries('a', 'b', 'c');
		await db.deleteFrom('change_body').where('seq', '=', 2).execute();
		expect(await verifyLog(db)).toEqual({ ok: true, entries: 3 });
	});

	test('the same words are hashed differently each time, so an erased body cannot be guessed', async () => {
		const { db } = await withEntries('yes', 'yes');
		const rows = await db.selectFrom('change_log').select('body_hash').execute();
		expect(new Set(rows.map((row) => row.body_hash)).size).toBe(2);
	});

	test('access is noted for case-level records, by case number, and for nothing else', async () => {
		const { db } = await open();
		const person = {
			record: { kind: 'person', id: 'p' },
			ver: 1,
			head: { name: 'A', roles: [], team: null, phone: null, status: 'active' },
			fields: new Map()
		} as const;
		await noteAccess(db, { at: 5, personId: 'ada', clientId: null, act: 'page' }, [anAudit(), anAction(), person]);
		const rows = await db.selectFrom('access_log').selectAll().orderBy('seq').execute();
		expect(rows.map((row) => [row.kind, row.case_ref, row.act, row.person_id, row.at])).toEqual([
			['audit', '9X-104823', 'page', 'ada', 5],
			['action', '9X-104823', 'page', 'ada', 5]
		]);
	});
});
