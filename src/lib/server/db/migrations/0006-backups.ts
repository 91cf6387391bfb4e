import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DatabaseKind } from '../connection.ts';
import { columnTypes, createStrictTable } from '../columns.ts';
import { guardLogs } from '../logGuards.ts';
import type { Migration } from './Migration.ts';

type Db = Kysely<unknown>;

export const backups: Migration = {
	name: '0006-backups',
	async up(db, kind) {
		await createIdentity(db, kind);
		await createBackups(db, kind);
		await guardLogs(db, kind);
	}
};

async function createIdentity(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'council')
		.addColumn('id', integer, (column) => column.primaryKey().check(sql`id = 1`))
		.addColumn('council_id', text, (column) => column.notNull())
		.execute();
	await sql`insert into council (id, council_id) values (1, ${randomUUID()})`.execute(db);
	await createStrictTable(db, kind, 'epoch_taken')
		.addColumn('epoch', text, (column) => column.primaryKey())
		.addColumn('before', text, (column) => column.notNull())
		.addColumn('replaced', text)
		.addColumn('why', text, (column) => column.notNull().check(sql`why in ('restored', 'accepted-older')`))
		.addColumn('at', time, (column) => column.notNull())
		.addColumn('log_seq', integer, (column) => column.notNull().references('change_log.seq'))
		.execute();
}

async function createBackups(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'backup')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('epoch', text, (column) => column.notNull())
		.addColumn('made_by', text, (column) => column.notNull().check(sql`made_by in ('command', 'schedule', 'restore')`))
		.addColumn('began_at', time, (column) => column.notNull())
		.addColumn('file', text)
		.addColumn('bytes', time)
		.addColumn('key_id', text)
		.addColumn('log_seq', integer)
		.addColumn('log_hash', text)
		.addColumn('counts', text)
		.addColumn('verified_at', time)
		.addColumn('verify_ms', time)
		.addColumn('problem', text)
		.execute();
	await db.schema.createIndex('backup_by_time').on('backup').column('began_at').execute();
	await createStrictTable(db, kind, 'backup_client')
		.addColumn('backup_id', text, (column) => column.notNull().references('backup.id').onDelete('cascade'))
		.addColumn('client_id', text, (column) => column.notNull())
		.addColumn('last_n', time, (column) => column.notNull())
		.addPrimaryKeyConstraint('backup_client_once', ['client_id', 'backup_id'])
		.execute();
}
