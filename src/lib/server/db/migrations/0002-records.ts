import { webcrypto } from 'node:crypto';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DatabaseKind } from '../connection.ts';
import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

type Db = Kysely<unknown>;

export const records: Migration = {
	name: '0002-records',
	async up(db, kind) {
		await createRecords(db, kind);
		await createLogs(db, kind);
		await createClients(db, kind);
		await createFrames(db, kind);
		await createSamples(db, kind);
		await createRecoveryKey(db, kind);
	}
};

async function createRecords(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'record')
		.addColumn('kind', text, (column) => column.notNull())
		.addColumn('id', text, (column) => column.notNull())
		.addColumn('ver', integer, (column) => column.notNull())
		.addColumn('head', text, (column) => column.notNull())
		.addColumn('state', text, (column) => column.notNull())
		.addColumn('team_id', text)
		.addColumn('service_id', text)
		.addColumn('auditor_id', text)
		.addColumn('owner_id', text)
		.addColumn('verifier_id', text)
		.addColumn('raiser_id', text)
		.addColumn('worker_id', text)
		.addColumn('due_on', text)
		.addColumn('sample_id', text)
		.addColumn('audit_id', text)
		.addColumn('case_ref', text)
		.addColumn('ended_at', time)
		.addColumn('created_at', time, (column) => column.notNull())
		.addColumn('updated_at', time, (column) => column.notNull())
		.addColumn('deleted_why', text, (column) => column.check(sql`deleted_why in ('deleted', 'retention')`))
		.addPrimaryKeyConstraint('record_once', ['kind', 'id'])
		.execute();
	for (const column of ['auditor_id', 'owner_id', 'verifier_id', 'raiser_id', 'worker_id', 'team_id', 'service_id']) {
		await db.schema.createIndex(`record_by_${column}`).on('record').columns(['kind', column, 'ended_at']).execute();
	}
	await db.schema.createIndex('record_by_state').on('record').columns(['kind', 'state']).execute();
	await db.schema.createIndex('record_by_end').on('record').columns(['kind', 'ended_at']).execute();
	await db.schema.createIndex('record_by_case').on('record').columns(['kind', 'case_ref']).execute();
	await db.schema.createIndex('record_by_sample').on('record').column('sample_id').execute();
	await createStrictTable(db, kind, 'record_field')
		.addColumn('kind', text, (column) => column.notNull())
		.addColumn('id', text, (column) => column.notNull())
		.addColumn('key', text, (column) => column.notNull())
		.addColumn('ver', integer, (column) => column.notNull())
		.addColumn('value', text, (column) => column.notNull())
		.addColumn('by_id', text, (column) => column.notNull())
		.addColumn('at', time, (column) => column.notNull())
		.addColumn('device_at', text)
		.addColumn('client_id', text)
		.addColumn('other', text)
		.addPrimaryKeyConstraint('record_field_once', ['kind', 'id', 'key'])
		.addForeignKeyConstraint('record_field_of', ['kind', 'id'], 'record', ['kind', 'id'])
		.execute();
}

async function createLogs(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'change_log')
		.addColumn('seq', integer, (column) => column.primaryKey())
		.addColumn('at', time, (column) => column.notNull())
		.addColumn('person_id', text, (column) => column.notNull())
		.addColumn('client_id', text)
		.addColumn('n', time)
		.addColumn('outcome', text, (column) => column.notNull())
		.addColumn('body_hash', text, (column) => column.notNull())
		.addColumn('prev_hash', text, (column) => column.notNull())
		.addColumn('hash', text, (column) => column.notNull().unique())
		.execute();
	await createStrictTable(db, kind, 'change_body')
		.addColumn('seq', integer, (column) => column.primaryKey().references('change_log.seq'))
		.addColumn('salt', text, (column) => column.notNull())
		.addColumn('body', text, (column) => column.notNull())
		.execute();
	await createStrictTable(db, kind, 'change_log_end')
		.addColumn('id', integer, (column) => column.primaryKey().check(sql`id = 1`))
		.addColumn('seq', integer, (column) => column.notNull())
		.addColumn('hash', text, (column) => column.notNull())
		.execute();
	await sql`insert into change_log_end (id, seq, hash) values (1, 0, ${'0'.repeat(64)})`.execute(db);
	await createStrictTable(db, kind, 'record_history')
		.addColumn('log_seq', integer, (column) => column.notNull().references('change_log.seq'))
		.addColumn('key', text, (column) => column.notNull())
		.addColumn('kind', text, (column) => column.notNull())
		.addColumn('id', text, (column) => column.notNull())
		.addColumn('name', text, (column) => column.notNull())
		.addColumn('ver', integer, (column) => column.notNull())
		.addColumn('value', text, (column) => column.notNull())
		.addColumn('how', text, (column) => column.notNull().check(sql`how in ('written', 'equal', 'parked')`))
		.addColumn('by_id', text, (column) => column.notNull())
		.addColumn('at', time, (column) => column.notNull())
		.addColumn('device_at', text)
		.addColumn('client_id', text)
		.addColumn('n', time)
		.addColumn('change_id', text)
		.addColumn('base', time, (column) => column.notNull())
		.addPrimaryKeyConstraint('record_history_once', ['log_seq', 'kind', 'id', 'key'])
		.execute();
	await db.schema.createIndex('record_history_of').on('record_history').columns(['kind', 'id', 'log_seq']).execute();
	await createAccessLog(db, kind);
}

async function createAccessLog(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	const table = createStrictTable(db, kind, 'access_log');
	const numbered =
		kind === 'sqlite'
			? table.addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
			: table.addColumn('seq', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity());
	await numbered
		.addColumn('at', time, (column) => column.notNull())
		.addColumn('person_id', text, (column) => column.notNull())
		.addColumn('client_id', text)
		.addColumn('act', text, (column) => column.notNull())
		.addColumn('kind', text, (column) => column.notNull())
		.addColumn('id', text, (column) => column.notNull())
		.addColumn('case_ref', text)
		.addColumn('ver', integer)
		.execute();
	await db.schema.createIndex('access_log_by_case').on('access_log').columns(['case_ref', 'at']).execute();
	await db.schema.createIndex('access_log_by_person').on('access_log').columns(['person_id', 'at']).execute();
}

async function createClients(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'device')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('created_at', time, (column) => column.notNull())
		.addColumn('seen_at', time, (column) => column.notNull())
		.addColumn('revoked_at', time)
		.execute();
	await createStrictTable(db, kind, 'client')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('device_id', text, (column) => column.notNull().references('device.id'))
		.addColumn('person_id', text, (column) => column.notNull().references('person.id'))
		.addColumn('last_n', time, (column) => column.notNull())
		.addColumn('build', text, (column) => column.notNull())
		.addColumn('created_at', time, (column) => column.notNull())
		.addColumn('seen_at', time, (column) => column.notNull())
		.addColumn('outbox_count', time, (column) => column.notNull())
		.addColumn('oldest_unsent_at', time)
		.execute();
	await db.schema.createIndex('client_of_person').on('client').column('person_id').execute();
	await createStrictTable(db, kind, 'change_result')
		.addColumn('client_id', text, (column) => column.notNull().references('client.id'))
		.addColumn('n', time, (column) => column.notNull())
		.addColumn('person_id', text, (column) => column.notNull())
		.addColumn('change_id', text)
		.addColumn('fingerprint', text, (column) => column.notNull())
		.addColumn('meaning', text, (column) => column.notNull())
		.addColumn('st', text, (column) => column.notNull().check(sql`st in ('applied', 'conflict', 'parked')`))
		.addColumn('ver', integer)
		.addColumn('code', text)
		.addColumn('other', text)
		.addPrimaryKeyConstraint('change_result_once', ['client_id', 'n'])
		.execute();
	await db.schema.createIndex('change_result_by_id').on('change_result').columns(['person_id', 'change_id']).execute();
}

async function createFrames(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'frame')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('taken_on', text, (column) => column.notNull())
		.addColumn('source', text, (column) => column.notNull())
		.addColumn('imported_at', time, (column) => column.notNull())
		.addColumn('imported_by', text, (column) => column.notNull().references('person.id'))
		.addColumn('case_count', integer, (column) => column.notNull())
		.addColumn('open_count', integer, (column) => column.notNull())
		.addColumn('is_current', integer, (column) => column.notNull().check(sql`is_current in (0, 1)`))
		.execute();
	await createStrictTable(db, kind, 'frame_case')
		.addColumn('frame_id', text, (column) => column.notNull().references('frame.id'))
		.addColumn('place', integer, (column) => column.notNull())
		.addColumn('case_ref', text, (column) => column.notNull())
		.addColumn('facts', text, (column) => column.notNull())
		.addPrimaryKeyConstraint('frame_case_once', ['frame_id', 'case_ref'])
		.execute();
	await createStrictTable(db, kind, 'frame_tie')
		.addColumn('kind', text, (column) => column.notNull().check(sql`kind in ('team', 'worker')`))
		.addColumn('name_key', text, (column) => column.notNull())
		.addColumn('target_id', text)
		.addColumn('tied_by', text, (column) => column.notNull().references('person.id'))
		.addColumn('tied_at', time, (column) => column.notNull())
		.addPrimaryKeyConstraint('frame_tie_once', ['kind', 'name_key'])
		.execute();
}

async function createSamples(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'sample')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('name', text, (column) => column.notNull())
		.addColumn('frame_id', text, (column) => column.notNull().references('frame.id'))
		.addColumn('template_id', text, (column) => column.notNull())
		.addColumn('template_ver', integer, (column) => column.notNull())
		.addColumn('drawing', text, (column) => column.notNull())
		.addColumn('state', text, (column) => column.notNull().check(sql`state in ('drawn', 'allocated')`))
		.addColumn('drawn_at', time, (column) => column.notNull())
		.addColumn('drawn_by', text, (column) => column.notNull().references('person.id'))
		.execute();
	await createStrictTable(db, kind, 'sample_case')
		.addColumn('sample_id', text, (column) => column.notNull().references('sample.id'))
		.addColumn('place', integer, (column) => column.notNull())
		.addColumn('case_ref', text, (column) => column.notNull())
		.addColumn('facts', text, (column) => column.notNull())
		.addColumn('audit_id', text)
		.addPrimaryKeyConstraint('sample_case_once', ['sample_id', 'case_ref'])
		.execute();
}

/**
 * Tablets wrap their data key to this public key too, so that work can be rescued from one whose passphrase is
 * lost (V2, V4). The private half stands beside it until there is a sealed key store: whoever reads the database
 * reads the records themselves as well.
 */
async function createRecoveryKey(db: Db, kind: DatabaseKind) {
	const { text, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'recovery_key')
		.addColumn('kid', text, (column) => column.primaryKey())
		.addColumn('public_jwk', text, (column) => column.notNull())
		.addColumn('private_jwk', text, (column) => column.notNull())
		.addColumn('created_at', time, (column) => column.notNull())
		.execute();
	const pair = await webcrypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
	const privateJwk = JSON.stringify(await webcrypto.subtle.exportKey('jwk', pair.privateKey));
	const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', pair.publicKey);
	const publicJwk = JSON.stringify({ kty, crv, x, y });
	await sql`insert into recovery_key (kid, public_jwk, private_jwk, created_at)
		values (${webcrypto.randomUUID()}, ${publicJwk}, ${privateJwk}, ${Date.now()})`.execute(db);
}
