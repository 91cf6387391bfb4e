import { sql } from 'kysely';
import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

/** What audits show, gathered under themes, the actions that answer it, and the later look at whether practice moved. */
export const findings: Migration = {
	name: '0013-findings',
	async up(db, kind) {
		const { text, integer, time } = columnTypes(kind);
		await createStrictTable(db, kind, 'finding')
			.addColumn('id', text, (column) => column.primaryKey())
			.addColumn('audit_id', text, (column) => column.notNull())
			.addColumn('key', text, (column) => column.notNull())
			.addColumn('kind', text, (column) => column.notNull().check(sql`kind in ('concern', 'strength')`))
			.addColumn('source', text, (column) => column.notNull())
			.addColumn('theme', text, (column) => column.notNull())
			.addColumn('value', text)
			.addColumn('priority', integer, (column) => column.notNull().check(sql`priority in (0, 1)`))
			.addColumn('found_at', time, (column) => column.notNull())
			.addColumn('stands', integer, (column) => column.notNull().check(sql`stands in (0, 1)`))
			.addColumn('set_aside_by', text, (column) => column.references('person.id'))
			.addColumn('set_aside_at', time)
			.addColumn('set_aside_why', text)
			.addUniqueConstraint('finding_once', ['audit_id', 'key'])
			.execute();
		await db.schema.createIndex('finding_of_theme').on('finding').columns(['theme', 'found_at']).execute();
		await db.schema.createIndex('finding_by_time').on('finding').column('found_at').execute();
		await createStrictTable(db, kind, 'finding_action')
			.addColumn('finding_id', text, (column) => column.notNull().references('finding.id'))
			.addColumn('action_id', text, (column) => column.notNull())
			.addPrimaryKeyConstraint('finding_action_once', ['finding_id', 'action_id'])
			.execute();
		await db.schema.createIndex('finding_action_of_action').on('finding_action').column('action_id').execute();
		await createStrictTable(db, kind, 'finding_audit')
			.addColumn('audit_id', text, (column) => column.primaryKey())
			.addColumn('ver', integer, (column) => column.notNull())
			.execute();
		await createStrictTable(db, kind, 'impact_check')
			.addColumn('action_id', text, (column) => column.notNull())
			.addColumn('round', integer, (column) => column.notNull())
			.addColumn('template_id', text, (column) => column.notNull())
			.addColumn('questions', text, (column) => column.notNull())
			.addColumn('before_count', integer, (column) => column.notNull())
			.addColumn('before_of', integer, (column) => column.notNull())
			.addColumn('before_left_out', integer, (column) => column.notNull())
			.addColumn('state', text, (column) =>
				column.notNull().check(sql`state in ('drawn', 'stuck', 'settled', 'undecided')`)
			)
			.addColumn('problem', text)
			.addColumn('sample_id', text)
			.addColumn('due_on', text)
			.addColumn('at', time, (column) => column.notNull())
			.addColumn('after_count', integer)
			.addColumn('after_of', integer)
			.addColumn('verdict', text)
			.addColumn('settled_at', time)
			.addPrimaryKeyConstraint('impact_check_once', ['action_id', 'round'])
			.execute();
	}
};
