import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

/** What each import changed, and how the columns of a council's own CSV were mapped. */
export const frameHistory: Migration = {
	name: '0009-frame-history',
	async up(db, kind) {
		const { text, time } = columnTypes(kind);
		await createStrictTable(db, kind, 'frame_change')
			.addColumn('frame_id', text, (column) => column.primaryKey().references('frame.id'))
			.addColumn('change', text, (column) => column.notNull())
			.execute();
		await createStrictTable(db, kind, 'column_mapping')
			.addColumn('headers', text, (column) => column.primaryKey())
			.addColumn('mapping', text, (column) => column.notNull())
			.addColumn('saved_by', text, (column) => column.notNull().references('person.id'))
			.addColumn('saved_at', time, (column) => column.notNull())
			.execute();
	}
};
