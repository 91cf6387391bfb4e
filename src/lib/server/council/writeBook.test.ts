import { expect, test } from 'vitest';
import { canonicalJson } from '#lib/protocol/canonical.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { appendToLog, verifyLog } from '../log/changeLog.ts';
import { findHistory } from '../records/history.repository.ts';
import { findRecord } from '../records/records.repository.ts';
import { columnsOf } from '../records/recordRows.ts';
import { Chance } from './annexA/Chance.ts';
import { aBook, at, auditor, owner, serviceManager, small, verifier, withAction } from './aBook.fixture.ts';
import { liveOn } from './PastAction.ts';
import { writeBook } from './writeBook.ts';

/** An audit answered, an action raised from it and lived on: everything a book holds. */
function aFullBook() {
	const world = aBook({ seed: 'full' });
	const { book, audit } = world;
	book.act(audit.record, auditor, at('2026-03-02', 10), 'answer.set', { question: 'CJ2.1', value: 'no' }, small);
	book.act(audit.record, auditor, at('2026-03-02', 10, 5), 'answer.set', { question: 'CJ2.1', value: 'yes' }, small);
	const action = withAction(world);
	const people = { owner, verifier, serviceManager };
	liveOn(book, action, people, '2026-09-01T12:00:00.000Z', new Chance('life 3'));
	book.act(audit.record, auditor, at('2026-03-02', 12), 'audit.submit', { why: 'The file is closed.' }, small);
	return { book, audit: audit.record, action: { kind: 'action', id: action } as const };
}

forEachDatabase((open) => {
	test('records are read back as the book has them, columns and all', async () => {
		const database = await open();
		const { book, audit, action } = aFullBook();
		await writeBook(database, book);
		for (const ref of [audit, action]) {
			const kept = book.records.get(`${ref.kind}:${ref.id}`);
			const found = await findRecord(database.db, ref);
			expect(found?.deletedWhy).toBe(null);
			expect(found?.state).toEqual(kept);
			const row = await database.db.selectFrom('record').selectAll().where('id', '=', ref.id).executeTakeFirstOrThrow();
			expect(row).toMatchObject(kept === undefined ? {} : columnsOf(kept));
			expect(row.created_at).toBe(Date.parse(book.createdAt(ref)));
			expect(row.updated_at).toBe(Date.parse(book.updatedAt(ref)));
		}
	});

	test('history holds every value in the order it was written', async () => {
		const database = await open();
		const { book, audit } = aFullBook();
		await writeBook(database, book);
		const history = await findHistory(database.db, audit);
		expect(history.filter(({ key }) => key === 'answer/CJ2.1').map(({ value, ver }) => [value, ver])).toEqual([
			['no', 2],
			['yes', 3]
		]);
		const times = history.map((entry) => entry.at);
		expect(times).toEqual([...times].sort());
	});

	test('the log is in order of time, one entry for each act, and its chain holds', async () => {
		const database = await open();
		const { book } = aFullBook();
		await writeBook(database, book);
		expect(await verifyLog(database.db)).toEqual({ ok: true, entries: book.acts.length });
		const rows = await database.db.selectFrom('change_log').select('at').orderBy('seq').execute();
		const times = rows.map((row) => row.at);
		expect(times).toEqual([...times].sort((a, b) => a - b));
	});

	test('the log is the one that appending act by act would have made', async () => {
		const [written, { book }] = [await open(), aFullBook()];
		await writeBook(written, book);
		const seen = await logOf(written);
		const appended = await open();
		const acts = [...book.acts].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
		for (const act of acts)
			await appended.transaction((trx) =>
				appendToLog(trx, {
					at: Date.parse(act.at),
					personId: act.person,
					clientId: null,
					n: null,
					change: act.change,
					outcome: 'applied'
				})
			);
		expect(await logOf(appended)).toEqual(seen);
	});

	test('what the office does afterwards goes on from the book’s last entry', async () => {
		const database = await open();
		const { book } = aFullBook();
		await writeBook(database, book);
		const next = { at: 1, personId: 'p', clientId: null, n: null, change: { name: 'later' }, outcome: 'applied' };
		await database.transaction((trx) => appendToLog(trx, next));
		expect(await verifyLog(database.db)).toEqual({ ok: true, entries: book.acts.length + 1 });
	});

	test('all of a book is written or none', async () => {
		const database = await open();
		const { book } = aFullBook();
		await writeBook(database, book);
		await expect(writeBook(database, book)).rejects.toThrow();
		expect(await verifyLog(database.db)).toEqual({ ok: true, entries: book.acts.length });
	});
});

/** All but salts and hashes, which are new each time. */
async function logOf({ db }: Parameters<typeof writeBook>[0]) {
	const rows = await db
		.selectFrom('change_log')
		.innerJoin('change_body', 'change_body.seq', 'change_log.seq')
		.select(['change_log.seq', 'at', 'person_id', 'client_id', 'n', 'outcome', 'body'])
		.orderBy('change_log.seq')
		.execute();
	return rows.map((row) => ({ ...row, body: canonicalJson(JSON.parse(row.body)) }));
}
