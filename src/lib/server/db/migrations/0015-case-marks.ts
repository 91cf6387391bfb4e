import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

/** What sampling must know of a child that the caseload's lists do not say. */
export const caseMarks: Migration = {
	name: '0015-case-marks',
	async up(db, kind) {
		const { text, time } = columnTypes(kind);
		await createStrictTable(db, kind, 'case_mark')
			.addColumn('case_key', text, (column) => column.notNull())
			.addColumn('kind', text, (column) => column.notNull())
			.addColumn('household', text)
			.addColumn('source', text, (column) => column.notNull())
			.addColumn('marked_by', text, (column) => column.notNull().references('person.id'))
			.addColumn('marked_at', time, (column) => column.notNull())
			.addPrimaryKeyConstraint('case_mark_once', ['case_key', 'kind'])
			.execute();
	}
};
