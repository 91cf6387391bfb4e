import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Database } from '../db/connection.ts';
import { liftLogGuards } from '../db/logGuards.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { appendToLog, link, verifyLog } from './changeLog.ts';
import { logOfficeAct } from './logOfficeAct.ts';
import { aPerson, id } from '../../../../tests/fixtures/records.ts';

const entries = 12;

async function aLog(): Promise<Database> {
	const database = await testDatabase();
	for (let n = 1; n <= entries; n += 1) {
		const change = { n, name: 'answer.set', args: { question: 'CJ2.1', value: n % 2 === 0 ? 'yes' : 'no' } };
		const entry = {
			at: 1000 + n,
			personId: id(n % 3),
			clientId: n % 4 === 0 ? null : 'tablet',
			n: n % 4 === 0 ? null : n,
			change,
			outcome: 'applied'
		};
		await database.transaction((trx) => appendToLog(trx, entry));
	}
	return database;
}

/** Foreign keys and triggers are no defence against whoever has the file. */
async function tampered(change: (database: Database) => Promise<unknown>) {
	const database = await aLog();
	database.sqlite?.exec('pragma foreign_keys = off');
	await liftLogGuards(database.db as unknown as Kysely<unknown>, database.kind);
	await change(database);
	const verified = await verifyLog(database.db);
	await database.close();
	return verified;
}

const anySeq = fc.integer({ min: 1, max: entries });

describe('whoever alters the log is found out', () => {
	test.each([
		['at', { at: 5 }],
		['person', { person_id: id(99) }],
		['client', { client_id: 'another' }],
		['number', { n: 77 }],
		['outcome', { outcome: 'conflict' }],
		['hash of what was asked', { body_hash: 'a'.repeat(64) }],
		['hash of the one before', { prev_hash: 'b'.repeat(64) }],
		['own hash', { hash: 'c'.repeat(64) }]
	])('whatever entry’s %s is altered, at that entry', async (_, set) => {
		await fc.assert(
			fc.asyncProperty(anySeq, async (seq) => {
				const verified = await tampered(({ db }) =>
					db.updateTable('change_log').set(set).where('seq', '=', seq).execute()
				);
				expect(verified).toEqual({ ok: false, brokenAt: seq });
			}),
			{ numRuns: 6 }
		);
	});

	test('whatever was asked is put in other words, at that entry', async () => {
		await fc.assert(
			fc.asyncProperty(
				anySeq,
				fc.constantFrom('body', 'salt'),
				fc.string({ minLength: 1 }),
				async (seq, column, text) => {
					const verified = await tampered(({ db }) =>
						db
							.updateTable('change_body')
							.set({ [column]: text })
							.where('seq', '=', seq)
							.execute()
					);
					expect(verified).toEqual({ ok: false, brokenAt: seq });
				}
			),
			{ numRuns: 20 }
		);
	});

	test('an entry taken out shows where it was, the last one too', async () => {
		for (const seq of [1, 6, entries]) {
			const verified = await tampered(async ({ db }) => {
				await db.deleteFrom('change_body').where('seq', '=', seq).execute();
				await db.deleteFrom('change_log').where('seq', '=', seq).execute();
			});
			expect(verified).toEqual({ ok: false, brokenAt: seq });
		}
	});

	test('two entries that change places show at the first of them', async () => {
		const verified = await tampered(async ({ db }) => {
			for (const [from, to] of [
				[4, 100],
				[5, 4],
				[100, 5]
			] as const)
				await db.updateTable('change_log').set({ seq: to }).where('seq', '=', from).execute();
		});
		expect(verified).toEqual({ ok: false, brokenAt: 4 });
	});

	test('an entry put in at the end that the end does not know shows', async () => {
		const verified = await tampered(async ({ db }) => {
			const last = await db
				.selectFrom('change_log')
				.select('hash')
				.where('seq', '=', entries)
				.executeTakeFirstOrThrow();
			const forged = link(
				{ seq: entries + 1, hash: last.hash },
				{ at: 1, personId: id(1), clientId: null, n: null, change: {}, outcome: 'applied' }
			);
			await db.insertInto('change_log').values(forged.row).execute();
			await db.insertInto('change_body').values(forged.body).execute();
		});
		expect(verified).toMatchObject({ ok: false });
	});

	test('a rewritten entry with a right hash of its own shows at the next', async () => {
		const verified = await tampered(async ({ db }) => {
			const before = await db.selectFrom('change_log').select('hash').where('seq', '=', 6).executeTakeFirstOrThrow();
			const forged = link(
				{ seq: 7, hash: before.hash },
				{ at: 1007, personId: id(1), clientId: 'tablet', n: 7, change: { kind: 'forged' }, outcome: 'applied' }
			);
			await db.updateTable('change_log').set(forged.row).where('seq', '=', 7).execute();
			await db.updateTable('change_body').set(forged.body).where('seq', '=', 7).execute();
		});
		expect(verified).toEqual({ ok: false, brokenAt: 8 });
	});

	test('what is erased for a person’s right leaves the chain whole, one or all', async () => {
		expect(await tampered(({ db }) => db.deleteFrom('change_body').where('seq', '=', 3).execute())).toEqual({
			ok: true,
			entries
		});
		expect(await tampered(({ db }) => db.deleteFrom('change_body').execute())).toEqual({ ok: true, entries });
	});

	test('left alone it is whole', async () => {
		expect(await tampered(() => Promise.resolve())).toEqual({ ok: true, entries });
	});
});

test('a log of more than one page is walked to its end', async () => {
	const database = await testDatabase();
	await database.transaction(async (trx) => {
		for (let n = 1; n <= 2_300; n += 1)
			await appendToLog(trx, { at: n, personId: 'p', clientId: null, n: null, change: { n }, outcome: 'applied' });
	});
	expect(await verifyLog(database.db)).toEqual({ ok: true, entries: 2_300 });
	await liftLogGuards(database.db as unknown as Kysely<unknown>, database.kind);
	await database.db.updateTable('change_log').set({ at: 0 }).where('seq', '=', 2_001).execute();
	expect(await verifyLog(database.db)).toEqual({ ok: false, brokenAt: 2_001 });
	await database.close();
});

test('what is done in the office is logged with its name, its time and by whom', async () => {
	const database = await testDatabase();
	const person = aPerson([]);
	const now = Date.parse('2026-03-12T12:00:00.000Z');
	await database.transaction((trx) => logOfficeAct(trx, { database, person, now }, 'sample.draw', { sample: 's' }));
	const row = await database.db
		.selectFrom('change_log')
		.innerJoin('change_body', 'change_body.seq', 'change_log.seq')
		.selectAll()
		.executeTakeFirstOrThrow();
	expect(row).toMatchObject({ person_id: person.id, client_id: null, n: null, outcome: 'applied', at: now });
	expect(JSON.parse(row.body)).toEqual({ name: 'sample.draw', at: '2026-03-12T12:00:00.000Z', args: { sample: 's' } });
	await database.close();
});
