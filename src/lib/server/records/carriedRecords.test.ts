import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { maySee } from '#lib/domain/access/can.ts';
import { carries, neededOf } from '#lib/domain/access/carries.ts';
import type { RecordKind, RecordState } from '#lib/domain/changes/RecordState.ts';
import type { Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { noon } from '../../../../tests/fixtures/builders.ts';
import { aPerson } from '../../../../tests/fixtures/records.ts';
import { todayOf } from './Acting.ts';
import { isRecent, listCarried } from './carriedRecords.ts';
import { listHeads } from './listHeads.ts';
import { insertRecord } from './records.repository.ts';
import { someAction, someAudit, someonePerson, someParked } from './someRecords.fixture.ts';

const today = todayOf(noon);
const any = fc.oneof(someAudit(noon), someAction(noon), someParked(noon));
const ids = (records: readonly RecordState[]) => records.map(({ record }) => `${record.kind}:${record.id}`).sort();

let records: RecordState[] = [];
beforeAll(() => {
	records = fc.sample(any, { numRuns: 300, seed: 20_260_312 });
});

forEachDatabase((open) => {
	async function withRecords(): Promise<Database> {
		const database = await open();
		await database.transaction(async (trx) => {
			for (const record of records) await insertRecord(trx, record, noon);
		});
		return database;
	}

	test('W10: what a tablet is told to hold is what the policy says, for anyone and any records', async () => {
		const database = await withRecords();
		let held = 0;
		await fc.assert(
			fc.asyncProperty(someonePerson, async (person) => {
				const wanted = neededOf(records.filter((record) => carries(person, record, today)));
				held += wanted.length;
				expect(ids(await listCarried(database.db, person, noon))).toEqual(ids(wanted));
			}),
			{ numRuns: 60 }
		);
		expect(held).toBeGreaterThan(100);
	});

	test.each(['audit', 'action', 'parked'] as const)(
		'W10: lists of the kind %s are what the policy says, for anyone and any condition',
		async (kind) => {
			const database = await withRecords();
			const ofKind = records.filter(({ record }) => record.kind === kind);
			await fc.assert(
				fc.asyncProperty(someonePerson, fc.integer({ min: 0, max: 60 }), async (person, days) => {
					const acting = { database, person, now: noon };
					const seen = ofKind.filter((record) => maySee(person, record, today));
					expect(ids(await listHeads(acting, kind, (eb) => [eb.lit(true)]))).toEqual(ids(seen));
					const since = noon - days * 86_400_000;
					const recent = new Set(ids(await listHeads(acting, kind, (eb) => isRecent(eb, since))));
					for (const key of recent) expect(ids(seen)).toContain(key);
				}),
				{ numRuns: 25 }
			);
		}
	);

	test('a list holds heads and no fields, and leaves out what was deleted', async () => {
		const database = await withRecords();
		const [first] = records.filter(({ record }) => record.kind === 'audit');
		if (first === undefined) throw new Error('no audit among the records');
		await database.db.updateTable('record').set({ deleted_why: 'deleted' }).where('id', '=', first.record.id).execute();
		const qa = aPerson([{ role: 'qa-manager', scope: { kind: 'council' } }]);
		const listed = await listHeads({ database, person: qa, now: noon }, 'audit', (eb) => eb.lit(true));
		expect(listed).toHaveLength(records.filter(({ record }) => record.kind === 'audit').length - 1);
		expect(listed.every(({ fields }) => fields.size === 0)).toBe(true);
		expect(ids(await listCarried(database.db, qa, noon))).not.toContain(`audit:${first.record.id}`);
	});
});

test('the records of these tests are of every kind, going on and ended', () => {
	const count = (kind: RecordKind) => records.filter(({ record }) => record.kind === kind).length;
	for (const kind of ['audit', 'action', 'parked'] as const) expect(count(kind)).toBeGreaterThan(50);
});
