import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DatabaseKind } from '../connection.ts';
import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

type Db = Kysely<unknown>;

export const devices: Migration = {
	name: '0004-devices',
	async up(db, kind) {
		await widenDevices(db, kind);
		await createIncidents(db, kind);
		await createRescues(db, kind);
	}
};

/** SQLite adds one column at a time. */
async function widenDevices(db: Db, kind: DatabaseKind) {
	const { text, time } = columnTypes(kind);
	const add = (table: string, columns: readonly string[], type: typeof text | typeof time) =>
		columns.reduce(
			(before, column) => before.then(() => db.schema.alterTable(table).addColumn(column, type).execute()),
			Promise.resolve()
		);
	await add('device', ['facts', 'device_key', 'offered_key'], text);
	await add('device', ['persisted', 'quota_used', 'quota_max'], time);
	await add('client', ['seal_proof', 'rescue_of'], text);
	await add('client', ['told_n', 'revoked_at', 'asked_at', 'rescued_at', 'wiped_at'], time);
	await db.schema
		.alterTable('client')
		.addColumn('kept_count', time, (column) => column.notNull().defaultTo(0))
		.execute();
	await db.schema.createIndex('client_of_device').on('client').columns(['device_id', 'person_id']).execute();
	await add('record_history', ['rescue_id'], text);
}

async function createIncidents(db: Db, kind: DatabaseKind) {
	const { text, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'incident')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('device_id', text, (column) => column.notNull().references('device.id'))
		.addColumn('client_id', text, (column) => column.notNull())
		.addColumn('person_id', text, (column) => column.notNull())
		.addColumn('code', text, (column) => column.notNull())
		.addColumn('at', time, (column) => column.notNull())
		.addColumn('heard_at', time, (column) => column.notNull())
		.addColumn('facts', text, (column) => column.notNull())
		.addUniqueConstraint('incident_once', ['client_id', 'code', 'at'])
		.execute();
	await db.schema.createIndex('incident_of_device').on('incident').columns(['device_id', 'heard_at']).execute();
}

async function createRescues(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'rescue')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('client_id', text, (column) => column.notNull().references('client.id'))
		.addColumn('device_id', text, (column) => column.notNull().references('device.id'))
		.addColumn('person_id', text, (column) => column.notNull())
		.addColumn('nonce', text, (column) => column.notNull())
		.addColumn('why', text, (column) => column.notNull())
		.addColumn('via', text, (column) => column.notNull().check(sql`via in ('tablet', 'file')`))
		.addColumn('brought_by', text)
		.addColumn('at', time, (column) => column.notNull())
		.addColumn('applied', integer, (column) => column.notNull())
		.addColumn('parked', integer, (column) => column.notNull())
		.addColumn('known', integer, (column) => column.notNull())
		.addColumn('unread', integer, (column) => column.notNull())
		.addUniqueConstraint('rescue_once', ['client_id', 'nonce'])
		.execute();
	await createStrictTable(db, kind, 'rescue_unread')
		.addColumn('client_id', text, (column) => column.notNull().references('client.id'))
		.addColumn('place', text, (column) => column.notNull())
		.addColumn('n', time, (column) => column.notNull())
		.addColumn('rescue_id', text, (column) => column.notNull())
		.addColumn('sealed', text, (column) => column.notNull())
		.addPrimaryKeyConstraint('rescue_unread_once', ['client_id', 'place', 'n'])
		.execute();
	await createStrictTable(db, kind, 'rescue_try')
		.addColumn('who', text, (column) => column.notNull())
		.addColumn('minute', time, (column) => column.notNull())
		.addColumn('tries', integer, (column) => column.notNull())
		.addPrimaryKeyConstraint('rescue_try_once', ['who', 'minute'])
		.execute();
}
