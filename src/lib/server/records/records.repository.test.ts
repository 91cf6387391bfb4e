import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Field, Json } from '#lib/domain/changes/RecordState.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer, noon } from '../../../../tests/fixtures/builders.ts';
import { anAction, anAudit, id } from '../../../../tests/fixtures/records.ts';
import { inSnapshot } from './inSnapshot.ts';
import { readHistory, readRecord } from './readRecord.ts';
import { columnsOf, fieldFrom, fieldRow, stateFrom } from './recordRows.ts';
import { deleteRecord, findFields, findRecord, insertRecord, lockRecord, updateRecord } from './records.repository.ts';

const at = '2026-03-12T11:00:00.000Z';
const field = (value: Json, ver: number, more: Partial<Field> = {}): Field => ({
	ver,
	value,
	by: id(10),
	at,
	client: null,
	...more
});
const ref = { kind: 'audit', id: id(1) } as const;

forEachDatabase((open) => {
	async function withAudit(
		fields: Record<string, Field> = { 'answer/CJ2.1': field('yes', 2), 'note/CJ2.1': field('Seen', 3) }
	) {
		const database = await open();
		const audit = anAudit({}, fields);
		await database.transaction((trx) => insertRecord(trx, audit, noon));
		return { database, audit };
	}

	test('a record comes back as it was kept, fields and all', async () => {
		const conflict = field('no', 4, {
			deviceAt: '2026-03-12T05:00:00.000Z',
			client: 'tablet',
			other: [{ value: 'yes', by: id(11), at, ver: 3 }]
		});
		const { database, audit } = await withAudit({ 'answer/CJ2.1': conflict, 'answer/CJ2.2': field(null, 2) });
		expect(await findRecord(database.db, ref)).toEqual({ state: audit, deletedWhy: null });
		expect(await database.transaction((trx) => lockRecord(trx, database.kind, ref))).toEqual({
			state: audit,
			deletedWhy: null
		});
	});

	test('one id may be of two kinds, and what is not there is not found', async () => {
		const { database } = await withAudit();
		const action = { ...anAction(), record: { kind: 'action', id: ref.id } } as const;
		expect(await database.transaction((trx) => insertRecord(trx, action, noon))).toBe(true);
		expect((await findRecord(database.db, { kind: 'action', id: ref.id }))?.state.head).toMatchObject({
			state: 'issued'
		});
		expect(await findRecord(database.db, { kind: 'audit', id: id(99) })).toBe(null);
		expect(await database.transaction((trx) => lockRecord(trx, database.kind, { kind: 'parked', id: ref.id }))).toBe(
			null
		);
	});

	test('the second of two with one id is not kept, and takes no field of the first', async () => {
		const { database, audit } = await withAudit();
		const second = anAudit({ caseRef: '9X-2' }, { 'answer/CJ2.1': field('no', 9) });
		expect(await database.transaction((trx) => insertRecord(trx, second, noon))).toBe(false);
		expect((await findRecord(database.db, ref))?.state).toEqual(audit);
	});

	test('of a changed record only what was written is written', async () => {
		const { database, audit } = await withAudit();
		const fields = new Map([...audit.fields, ['answer/CJ2.1', field('no', 4)], ['note/CJ2.1', field('not told', 4)]]);
		const changed = { ...audit, ver: 4, head: { ...audit.head, state: 'submitted', submittedAt: at } as const, fields };
		await database.transaction((trx) => updateRecord(trx, changed, ['answer/CJ2.1'], noon + 5));
		const found = (await findRecord(database.db, ref))?.state;
		expect(found).toMatchObject({ ver: 4, head: { state: 'submitted' } });
		expect(found?.fields.get('answer/CJ2.1')).toEqual(field('no', 4));
		expect(found?.fields.get('note/CJ2.1')).toEqual(field('Seen', 3));
		const row = await database.db.selectFrom('record').selectAll().executeTakeFirst();
		expect(row).toMatchObject({ state: 'submitted', ended_at: Date.parse(at), created_at: noon, updated_at: noon + 5 });
	});

	test('a tablet is given the fields newer than its version', async () => {
		const { database } = await withAudit();
		const keys = async (after: number) => [...(await findFields(database.db, ref, after)).keys()].sort();
		expect([await keys(0), await keys(2), await keys(3)]).toEqual([['answer/CJ2.1', 'note/CJ2.1'], ['note/CJ2.1'], []]);
	});

	test('what is deleted leaves its fields behind, and says why', async () => {
		const { database } = await withAudit();
		await database.transaction((trx) => deleteRecord(trx, ref, 'retention', noon + 1));
		expect(await findRecord(database.db, ref)).toMatchObject({ deletedWhy: 'retention', state: { fields: new Map() } });
		expect(await database.db.selectFrom('record_field').selectAll().execute()).toEqual([]);
	});

	test('any value that JSON has comes back as it was', async () => {
		const { database } = await withAudit({});
		const values = fc.sample(fc.jsonValue({ maxDepth: 3 }), { numRuns: 60, seed: 7 });
		const fields = new Map(
			values.map((value, place) => [`answer/${place}`, field(JSON.parse(JSON.stringify(value)) as Json, place + 1)])
		);
		const audit = { ...anAudit(), record: { kind: 'audit', id: id(3) }, fields } as const;
		await database.transaction((trx) => insertRecord(trx, audit, noon));
		expect(await findFields(database.db, audit.record)).toEqual(fields);
	});

	test('all reads of a snapshot see one state, whatever is written between', async () => {
		const { database, audit } = await withAudit();
		if (database.kind === 'sqlite') {
			// One connection: whoever writes waits until the snapshot is done.
			let written = false;
			let write: Promise<unknown> = Promise.resolve();
			await inSnapshot(database, async (trx) => {
				write = setImmediateThen(() =>
					database.transaction((other) => updateRecord(other, { ...audit, ver: 9 }, [], noon))
				).then(() => (written = true));
				await findRecord(trx, ref);
				expect((await findRecord(trx, ref))?.state.ver).toBe(audit.ver);
				expect(written).toBe(false);
			});
			await write;
			expect((await findRecord(database.db, ref))?.state.ver).toBe(9);
			return;
		}
		const level = await inSnapshot(database, async (trx) => {
			const { sql } = await import('kysely');
			const { rows } = await sql<{ transaction_isolation: string }>`show transaction isolation level`.execute(trx);
			return rows[0]?.transaction_isolation;
		});
		expect(level).toBe('repeatable read');
	});

	test('a snapshot that fails gives its error on', async () => {
		const { database } = await withAudit();
		await expect(inSnapshot(database, () => Promise.reject(new Error('on purpose')))).rejects.toThrow('on purpose');
		expect(await findRecord(database.db, ref)).not.toBe(null);
	});

	test('P8: a record is not found alike where there is none, where one may not see it, and where it was deleted', async () => {
		const server = await aServer(await open());
		const [ada, ben] = [await server.person([as('auditor')]), await server.person([as('auditor')])];
		const { record } = await server.audit({ auditor: ada.id });
		const gone = await server.audit({ auditor: ada.id });
		await server.database.transaction((trx) => deleteRecord(trx, gone.record, 'deleted', noon));
		const refused = { code: 'NOT_FOUND', status: 404 };
		for (const read of [readRecord, readHistory]) {
			await expect(read(server.acting(ben), record)).rejects.toMatchObject(refused);
			await expect(read(server.acting(ada), gone.record)).rejects.toMatchObject(refused);
			await expect(read(server.acting(ada), { kind: 'audit', id: id(99) })).rejects.toMatchObject(refused);
			await expect(read(server.acting(ada), { kind: 'audit', id: 'bad\u0000id' })).rejects.toMatchObject(refused);
			await expect(read(server.acting({ ...ada, status: 'deactivated' }), record)).rejects.toMatchObject(refused);
		}
		expect(await server.database.db.selectFrom('access_log').selectAll().execute()).toEqual([]);
	});

	test('security 7: who opened a record is noted, with the case and the version they saw', async () => {
		const server = await aServer(await open());
		const ada = await server.person([as('auditor')]);
		const { record } = await server.audit({ auditor: ada.id, caseRef: '9X-5' }, { 'answer/CJ2.1': field('yes', 6) });
		await readRecord(server.acting(ada), record);
		const rows = await server.database.db.selectFrom('access_log').selectAll().execute();
		expect(rows).toMatchObject([
			{
				person_id: ada.id,
				act: 'page',
				kind: 'audit',
				id: record.id,
				case_ref: '9X-5',
				ver: 6,
				at: noon,
				client_id: null
			}
		]);
		expect(JSON.stringify(rows)).not.toContain('yes');
	});
});

async function setImmediateThen<Value>(work: () => Promise<Value>): Promise<Value> {
	await new Promise((resolve) => setImmediate(resolve));
	return work();
}

describe('the columns that lists narrow by', () => {
	const submittedAt = '2026-03-10T10:00:00.000Z';

	test.each([
		['an audit going on', {}, null],
		['a submitted one', { state: 'submitted', submittedAt }, Date.parse(submittedAt)],
		['a submitted one with an alert open', { state: 'submitted', submittedAt, openAlerts: 1 }, null],
		['one that was taken back', { state: 'begun', submittedAt }, null]
	] as const)('of %s say whether it has ended', (_, head, ended) => {
		expect(columnsOf(anAudit(head))).toMatchObject({
			ended_at: ended,
			owner_id: null,
			auditor_id: id(10),
			worker_id: id(11)
		});
	});

	test.each([
		['issued', null],
		['done', null],
		['returned', null],
		['verified', Date.parse(submittedAt)],
		['not-needed', Date.parse(submittedAt)],
		['closed', Date.parse(submittedAt)]
	] as const)('of an action that is %s say when it ended', (state, ended) => {
		const columns = columnsOf(anAction({ state, stateSince: submittedAt }));
		expect(columns).toMatchObject({
			state,
			ended_at: ended,
			owner_id: id(20),
			verifier_id: id(10),
			raiser_id: id(10),
			audit_id: id(1)
		});
	});

	test.each([
		['waiting', null],
		['applied', Date.parse(at)],
		['discarded', Date.parse(at)]
	] as const)('of recovered work that is %s name its author', (state, ended) => {
		const head = { state, code: 'RECORD_LOCKED', change: {}, by: id(7), at, about: null };
		expect(columnsOf({ record: { kind: 'parked', id: id(1) }, ver: 1, head, fields: new Map() })).toMatchObject({
			state,
			owner_id: id(7),
			ended_at: ended
		});
	});

	test('of people, teams and templates say their state, and active where they have none', () => {
		const columns = (kind: 'person' | 'team' | 'template', head: object) =>
			columnsOf({ record: { kind, id: id(1) }, ver: 1, head, fields: new Map() } as never).state;
		expect(columns('person', { status: 'deactivated' })).toBe('deactivated');
		expect(columns('template', { state: 'retired' })).toBe('retired');
		expect(columns('team', { name: 'Riverside' })).toBe('active');
	});
});

test('a field is written as a row and read back the same', () => {
	for (const one of [
		field('yes', 2),
		field(null, 3),
		field({ from: '2026-03-01', to: null }, 4, { client: 'c', deviceAt: at }),
		field([1, 'a'], 5, { other: [{ value: 2, by: id(3), at, ver: 1 }] })
	])
		expect(fieldFrom(fieldRow('audit', id(1), 'k', one) as Parameters<typeof fieldFrom>[0])).toEqual(one);
});

test('values that nobody has to choose between are not kept', () => {
	expect(fieldRow('audit', id(1), 'k', field('yes', 2, { other: [] })).other).toBe(null);
});

test('a head that is no object is an error and no record', () => {
	expect(() => stateFrom({ kind: 'audit', id: id(1), ver: 1, head: '[]' })).toThrow();
});
