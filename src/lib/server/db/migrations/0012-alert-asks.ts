import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

/** Whom the server asked to act on an alert: what lets them find the audit, and the job that asks know what it did. */
export const alertAsks: Migration = {
	name: '0012-alert-asks',
	async up(db, kind) {
		const { text, integer, time } = columnTypes(kind);
		await createStrictTable(db, kind, 'alert_ask')
			.addColumn('audit_id', text, (column) => column.notNull())
			.addColumn('alert_id', text, (column) => column.notNull())
			.addColumn('stage', text, (column) => column.notNull())
			.addColumn('round', integer, (column) => column.notNull())
			.addColumn('person_id', text, (column) => column.notNull().references('person.id'))
			.addColumn('at', time, (column) => column.notNull())
			.addPrimaryKeyConstraint('alert_ask_once', ['audit_id', 'alert_id', 'stage', 'round', 'person_id'])
			.execute();
		await db.schema.createIndex('alert_ask_of_person').on('alert_ask').column('person_id').execute();
	}
};
