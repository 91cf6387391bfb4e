import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DatabaseKind } from '../connection.ts';
import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

type Db = Kysely<unknown>;

/** The register of auditors, and the programme that draws, allocates and chases by rule. */
export const programme: Migration = {
	name: '0010-programme',
	async up(db, kind) {
		await createRegister(db, kind);
		await createActivities(db, kind);
		await createChasing(db, kind);
	}
};

async function createRegister(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'auditor')
		.addColumn('person_id', text, (column) => column.primaryKey().references('person.id'))
		.addColumn('capacity', integer, (column) => column.notNull().check(sql`capacity >= 0`))
		.addColumn('trained_for', text)
		.addColumn('is_moderator', integer, (column) => column.notNull().check(sql`is_moderator in (0, 1)`))
		.addColumn('deputy_id', text, (column) => column.references('person.id'))
		.execute();
	await createStrictTable(db, kind, 'auditor_leave')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('person_id', text, (column) => column.notNull().references('person.id'))
		.addColumn('from_on', text, (column) => column.notNull())
		.addColumn('to_on', text, (column) => column.notNull())
		.execute();
	await createStrictTable(db, kind, 'auditor_exemption')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('person_id', text, (column) => column.notNull().references('person.id'))
		.addColumn('until_on', text, (column) => column.notNull())
		.addColumn('reason', text, (column) => column.notNull())
		.addColumn('approved_by', text, (column) => column.notNull().references('person.id'))
		.addColumn('noted_by', text, (column) => column.notNull().references('person.id'))
		.addColumn('noted_at', time, (column) => column.notNull())
		.execute();
	await createStrictTable(db, kind, 'auditor_conflict')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('person_id', text, (column) => column.notNull().references('person.id'))
		.addColumn('kind', text, (column) => column.notNull().check(sql`kind in ('case', 'worker', 'team')`))
		.addColumn('of', text, (column) => column.notNull())
		.addColumn('reason', text, (column) => column.notNull())
		.execute();
	for (const table of ['auditor_leave', 'auditor_exemption', 'auditor_conflict']) {
		await db.schema.createIndex(`${table}_of_person`).on(table).column('person_id').execute();
	}
}

async function createActivities(db: Db, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'activity')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('body', text, (column) => column.notNull())
		.addColumn('set_by', text, (column) => column.notNull().references('person.id'))
		.addColumn('set_at', time, (column) => column.notNull())
		.addColumn('ended_at', time)
		.execute();
	await createStrictTable(db, kind, 'activity_run')
		.addColumn('activity_id', text, (column) => column.notNull().references('activity.id'))
		.addColumn('from_on', text, (column) => column.notNull())
		.addColumn('to_on', text, (column) => column.notNull())
		.addColumn('due_on', text, (column) => column.notNull())
		.addColumn('state', text, (column) => column.notNull().check(sql`state in ('out', 'partly', 'stuck', 'undone')`))
		.addColumn('wanted', integer, (column) => column.notNull())
		.addColumn('given', integer, (column) => column.notNull())
		.addColumn('sample_id', text)
		.addColumn('problem', text)
		.addColumn('at', time, (column) => column.notNull())
		.addPrimaryKeyConstraint('activity_run_once', ['activity_id', 'from_on'])
		.execute();
	await createStrictTable(db, kind, 'practice_week')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('theme', text, (column) => column.notNull())
		.addColumn('from_on', text, (column) => column.notNull())
		.addColumn('to_on', text, (column) => column.notNull())
		.execute();
}

async function createChasing(db: Db, kind: DatabaseKind) {
	const { text, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'audit_chase')
		.addColumn('audit_id', text, (column) => column.notNull())
		.addColumn('due_on', text, (column) => column.notNull())
		.addColumn('step', text, (column) => column.notNull())
		.addColumn('to_id', text, (column) => column.notNull().references('person.id'))
		.addColumn('at', time, (column) => column.notNull())
		.addPrimaryKeyConstraint('audit_chase_once', ['audit_id', 'due_on', 'step'])
		.execute();
	await createStrictTable(db, kind, 'audit_extension')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('audit_id', text, (column) => column.notNull())
		.addColumn('from_due', text, (column) => column.notNull())
		.addColumn('to_due', text, (column) => column.notNull())
		.addColumn('reason', text, (column) => column.notNull())
		.addColumn('agreed_by', text, (column) => column.notNull().references('person.id'))
		.addColumn('at', time, (column) => column.notNull())
		.execute();
	await db.schema.createIndex('audit_extension_of').on('audit_extension').column('audit_id').execute();
}
