import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

/** Forms for one use, for parents and partners who have no sign-in here. */
export const feedbackLinks: Migration = {
	name: '0018-feedback-links',
	async up(db, kind) {
		const { text, time } = columnTypes(kind);
		await createStrictTable(db, kind, 'feedback_link')
			.addColumn('id', text, (column) => column.primaryKey().notNull())
			.addColumn('token_hash', text, (column) => column.notNull().unique())
			.addColumn('audit_id', text, (column) => column.notNull())
			.addColumn('asks', text, (column) => column.notNull())
			.addColumn('made_by', text, (column) => column.notNull().references('person.id'))
			.addColumn('made_at', time, (column) => column.notNull())
			.addColumn('ends_on', text, (column) => column.notNull())
			.addColumn('used_at', time)
			.addColumn('ended_at', time)
			.execute();
		await db.schema.createIndex('feedback_link_of_audit').on('feedback_link').column('audit_id').execute();
	}
};
