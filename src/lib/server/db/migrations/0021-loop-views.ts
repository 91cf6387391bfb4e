import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

/** Lists of loops that people keep for themselves, and who asked for a reminder that was not the clock's. */
export const loopViews: Migration = {
	name: '0021-loop-views',
	async up(db, kind) {
		const { text, time } = columnTypes(kind);
		await createStrictTable(db, kind, 'loop_view')
			.addColumn('id', text, (column) => column.primaryKey())
			.addColumn('person_id', text, (column) => column.notNull().references('person.id'))
			.addColumn('name', text, (column) => column.notNull())
			.addColumn('query', text, (column) => column.notNull())
			.addColumn('saved_at', time, (column) => column.notNull())
			.addUniqueConstraint('loop_view_once', ['person_id', 'name'])
			.execute();
		await db.schema
			.alterTable('loop_chase')
			.addColumn('by_id', text, (column) => column.references('person.id'))
			.execute();
	}
};
