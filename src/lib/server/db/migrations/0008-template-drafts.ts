import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

/** Templates that are being written, and what the office says of each version it published. */
export const templateDrafts: Migration = {
	name: '0008-template-drafts',
	async up(db, kind) {
		const { text, integer, time } = columnTypes(kind);
		await createStrictTable(db, kind, 'template_draft')
			.addColumn('template_id', text, (column) => column.primaryKey())
			.addColumn('body', text, (column) => column.notNull())
			.addColumn('revision', integer, (column) => column.notNull())
			.addColumn('based_on', integer)
			.addColumn('changed_by', text, (column) => column.notNull().references('person.id'))
			.addColumn('changed_at', time, (column) => column.notNull())
			.addColumn('proposal', text)
			.execute();
		await createStrictTable(db, kind, 'template_edition')
			.addColumn('template_id', text, (column) => column.notNull())
			.addColumn('version', integer, (column) => column.notNull())
			.addColumn('note', text, (column) => column.notNull())
			.addColumn('effective_on', text, (column) => column.notNull())
			.addColumn('published_by', text, (column) => column.notNull().references('person.id'))
			.addColumn('published_at', time, (column) => column.notNull())
			.addColumn('proposed_by', text, (column) => column.references('person.id'))
			.addColumn('hash', text, (column) => column.notNull())
			.addPrimaryKeyConstraint('template_edition_once', ['template_id', 'version'])
			.execute();
	}
};
