import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Field, RecordRef, RecordState } from '#lib/domain/changes/RecordState.ts';
import { writeJson } from '../db/json.ts';
import type { DatabaseKind, Tables } from '../db/connection.ts';
import type { RecordTable } from '../db/tables/records.ts';
import { dropLinks, keepLinks, keepParkedLinks } from '../evidence/evidenceLinks.repository.ts';
import { columnsOf, fieldFrom, fieldRow, stateFrom } from './recordRows.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

export type StoredRecord = { readonly state: RecordState; readonly deletedWhy: RecordTable['deleted_why'] };

/** A record with its fields. */
export async function findRecord(db: Db, { kind, id }: RecordRef): Promise<StoredRecord | null> {
	const row = await db
		.selectFrom('record')
		.selectAll()
		.where('kind', '=', kind)
		.where('id', '=', id)
		.executeTakeFirst();
	return row === undefined ? null : stored(db, row);
}

/**
 * A record that nobody else changes until this transaction ends: its versions are taken under this lock (W3).
 * On SQLite the whole transaction is that lock already.
 */
export async function lockRecord(
	trx: Trx,
	database: DatabaseKind,
	{ kind, id }: RecordRef
): Promise<StoredRecord | null> {
	const query = trx
		.selectFrom('record')
		.selectAll()
		.where('kind', '=', kind as RecordTable['kind'])
		.where('id', '=', id);
	const row = await (database === 'postgres' ? query.forUpdate() : query).executeTakeFirst();
	return row === undefined ? null : stored(trx, row);
}

async function stored(db: Db, row: Selectable<RecordTable>): Promise<StoredRecord> {
	const fields = await findFields(db, { kind: row.kind, id: row.id });
	return { state: stateFrom(row, fields), deletedWhy: row.deleted_why };
}

/** A record's fields; `after` leaves out those that a tablet at that version has. */
export async function findFields(db: Db, { kind, id }: RecordRef, after = 0): Promise<Map<string, Field>> {
	const rows = await db
		.selectFrom('record_field')
		.selectAll()
		.where('kind', '=', kind)
		.where('id', '=', id)
		.where('ver', '>', after)
		.execute();
	return new Map(rows.map((row) => [row.key, fieldFrom(row)]));
}

/** False where a record of that kind and id is there already. */
export async function insertRecord(trx: Trx, record: RecordState, at: number): Promise<boolean> {
	const inserted = await trx
		.insertInto('record')
		.values({
			...columnsOf(record),
			kind: record.record.kind,
			id: record.record.id,
			ver: record.ver,
			head: writeJson(record.head),
			created_at: at,
			updated_at: at,
			deleted_why: null
		})
		.onConflict((conflict) => conflict.columns(['kind', 'id']).doNothing())
		.returning('id')
		.execute();
	if (inserted.length === 0) return false;
	await saveFields(trx, record, [...record.fields.keys()]);
	await keepParkedLinks(trx, record);
	return true;
}

/** Writes a locked record back: its head, and those of its fields that were written. */
export async function updateRecord(
	trx: Trx,
	record: RecordState,
	written: readonly string[],
	at: number
): Promise<void> {
	await trx
		.updateTable('record')
		.set({ ...columnsOf(record), ver: record.ver, head: writeJson(record.head), updated_at: at })
		.where('kind', '=', record.record.kind)
		.where('id', '=', record.record.id)
		.execute();
	await saveFields(trx, record, written);
}

async function saveFields(trx: Trx, state: RecordState, keys: readonly string[]): Promise<void> {
	const { record, fields } = state;
	for (const key of keys) {
		const field = fields.get(key);
		if (field === undefined) continue;
		const { kind, id, key: _, ...row } = fieldRow(record.kind, record.id, key, field);
		await trx
			.insertInto('record_field')
			.values({ kind, id, key, ...row })
			.onConflict((conflict) => conflict.columns(['kind', 'id', 'key']).doUpdateSet(row))
			.execute();
	}
	await keepLinks(trx, state, keys);
}

/** Takes a record away for good; what stays says only that it was, and why, to those who might see it. */
export async function deleteRecord(
	trx: Trx,
	{ kind, id }: RecordRef,
	why: 'deleted' | 'retention',
	at: number
): Promise<void> {
	await trx.deleteFrom('record_field').where('kind', '=', kind).where('id', '=', id).execute();
	await dropLinks(trx, { kind, id });
	await trx
		.updateTable('record')
		.set({ deleted_why: why, updated_at: at })
		.where('kind', '=', kind)
		.where('id', '=', id)
		.execute();
}
