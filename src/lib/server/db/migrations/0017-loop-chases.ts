import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

/** Who was reminded of an action that stands still, at which step. */
export const loopChases: Migration = {
	name: '0017-loop-chases',
	async up(db, kind) {
		const { text, time } = columnTypes(kind);
		await createStrictTable(db, kind, 'loop_chase')
			.addColumn('action_id', text, (column) => column.notNull())
			.addColumn('since_on', text, (column) => column.notNull())
			.addColumn('step', text, (column) => column.notNull())
			.addColumn('to_id', text, (column) => column.notNull().references('person.id'))
			.addColumn('at', time, (column) => column.notNull())
			.addPrimaryKeyConstraint('loop_chase_once', ['action_id', 'since_on', 'step'])
			.execute();
	}
};
