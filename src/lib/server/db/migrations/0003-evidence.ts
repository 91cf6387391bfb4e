import { sql, type Kysely } from 'kysely';
import type { DatabaseKind } from '../connection.ts';
import { columnTypes, createStrictTable } from '../columns.ts';
import { linksIn } from '../../evidence/linksIn.ts';
import type { Migration } from './Migration.ts';

type Db = Kysely<unknown>;

/** Files that answers and actions rest on: who attached what, what has come of it so far, and what is whole. */
export const evidence: Migration = {
	name: '0003-evidence',
	async up(db, kind) {
		await createLinks(db, kind);
		await createParts(db, kind);
		await createFiles(db, kind);
		await linkWhatIsAttached(db);
	}
};

/** The fields (and recovered work) that name a file: a copy, kept with them, so that SQL can ask by the name. */
async function createLinks(db: Db, kind: DatabaseKind) {
	const { text, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'evidence_link')
		.addColumn('kind', text, (column) => column.notNull())
		.addColumn('id', text, (column) => column.notNull())
		.addColumn('key', text, (column) => column.notNull())
		.addColumn('sha256', text, (column) => column.notNull())
		.addColumn('file_kind', text, (column) => column.notNull())
		.addColumn('bytes', time, (column) => column.notNull())
		.addColumn('by_id', text, (column) => column.notNull())
		.addPrimaryKeyConstraint('evidence_link_once', ['kind', 'id', 'key'])
		.execute();
	await db.schema.createIndex('evidence_link_by_file').on('evidence_link').column('sha256').execute();
}

async function createParts(db: Db, kind: DatabaseKind) {
	const { text, integer, time, bytes } = columnTypes(kind);
	await createStrictTable(db, kind, 'evidence_part')
		.addColumn('sha256', text, (column) => column.notNull())
		.addColumn('person_id', text, (column) => column.notNull().references('person.id'))
		.addColumn('part', integer, (column) => column.notNull())
		.addColumn('size', integer, (column) => column.notNull())
		.addColumn('body', bytes, (column) => column.notNull())
		.addColumn('at', time, (column) => column.notNull())
		.addPrimaryKeyConstraint('evidence_part_once', ['sha256', 'person_id', 'part'])
		.execute();
}

async function createFiles(db: Db, kind: DatabaseKind) {
	const { text, integer, time, bytes } = columnTypes(kind);
	await createStrictTable(db, kind, 'evidence_file')
		.addColumn('sha256', text, (column) => column.primaryKey())
		.addColumn('kind', text, (column) => column.notNull())
		.addColumn('bytes', time, (column) => column.notNull())
		.addColumn('served_sha256', text, (column) => column.notNull())
		.addColumn('served_bytes', time, (column) => column.notNull())
		.addColumn('scan', text, (column) => column.notNull().check(sql`scan in ('clean', 'none')`))
		.addColumn('at', time, (column) => column.notNull())
		.execute();
	await createStrictTable(db, kind, 'evidence_chunk')
		.addColumn('sha256', text, (column) => column.notNull().references('evidence_file.sha256'))
		.addColumn('place', integer, (column) => column.notNull())
		.addColumn('body', bytes, (column) => column.notNull())
		.addPrimaryKeyConstraint('evidence_chunk_once', ['sha256', 'place'])
		.execute();
	await createStrictTable(db, kind, 'evidence_held')
		.addColumn('sha256', text, (column) => column.notNull().references('evidence_file.sha256'))
		.addColumn('person_id', text, (column) => column.notNull().references('person.id'))
		.addColumn('bytes', time, (column) => column.notNull())
		.addColumn('at', time, (column) => column.notNull())
		.addPrimaryKeyConstraint('evidence_held_once', ['sha256', 'person_id'])
		.execute();
	await db.schema.createIndex('evidence_held_of_person').on('evidence_held').columns(['person_id', 'at']).execute();
}

/** Attached before there was anywhere to send the bytes to: they may come yet. */
async function linkWhatIsAttached(db: Db) {
	const { rows } = await sql<{ kind: string; id: string; key: string; value: string; by_id: string }>`
		select kind, id, key, value, by_id from record_field where key like 'evidence/%'`.execute(db);
	for (const { kind, id, key, value, by_id } of rows)
		for (const link of linksIn(key, JSON.parse(value), by_id))
			await sql`insert into evidence_link (kind, id, key, sha256, file_kind, bytes, by_id)
				values (${kind}, ${id}, ${link.key}, ${link.sha256}, ${link.file_kind}, ${link.bytes}, ${link.by_id})`.execute(db);
}
