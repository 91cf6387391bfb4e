import { expect, test } from 'vitest';
import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import { openDatabase } from '../connection.ts';
import { migrate } from '../migrate.ts';
import { writeJson } from '../json.ts';
import { columnsOf } from '../../records/recordRows.ts';
import { noon } from '../../../../../tests/fixtures/builders.ts';
import { anAction, anAudit, id } from '../../../../../tests/fixtures/records.ts';
import { migrations } from './index.ts';

/** A row as it was before there was a day of raising beside the head. */
function rowOf(state: RecordState, of: string, deletedWhy: 'retention' | null = null) {
	const { raised_on: _, ...columns } = columnsOf(state);
	const times = { created_at: noon, updated_at: noon, deleted_why: deletedWhy };
	return { ...columns, ...times, kind: state.record.kind, id: of, ver: 1, head: writeJson(state.head) };
}

test('actions that were there before are given the English day on which they were raised, and nothing else is', async () => {
	const database = await openDatabase({});
	await migrate(
		database,
		0,
		migrations.filter(({ name }) => name < '0019')
	);
	const lateOnASummersNight = anAction({ raisedAt: '2026-06-30T23:30:00.000Z' });
	const rows = [
		rowOf(lateOnASummersNight, id(1)),
		rowOf(lateOnASummersNight, id(2), 'retention'),
		rowOf(anAudit(), id(3)),
		...Array.from({ length: 1_001 }, (_, index) => rowOf(anAction(), id(1_000 + index)))
	];
	for (let from = 0; from < rows.length; from += 500)
		await database.db
			.insertInto('record')
			.values(rows.slice(from, from + 500) as never)
			.execute();
	await migrate(database);
	const { db } = database;
	const kept = await db
		.selectFrom('record')
		.select(['id', 'raised_on'])
		.where('id', '<=', id(3))
		.orderBy('id')
		.execute();
	expect(kept.map(({ raised_on: on }) => on)).toEqual(['2026-07-01', null, null]);
	const left = await db
		.selectFrom('record')
		.select('id')
		.where('kind', '=', 'action')
		.where('raised_on', 'is', null)
		.execute();
	expect(left).toEqual([{ id: id(2) }]);
	await database.close();
});
