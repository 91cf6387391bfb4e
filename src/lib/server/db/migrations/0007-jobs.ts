import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

/** One row a job: whose turn it is, until when, and how the last run went. */
export const jobs: Migration = {
	name: '0007-jobs',
	async up(db, kind) {
		const { text, integer, time } = columnTypes(kind);
		await createStrictTable(db, kind, 'job')
			.addColumn('name', text, (column) => column.primaryKey())
			.addColumn('every', text, (column) => column.notNull())
			.addColumn('due_at', time, (column) => column.notNull())
			.addColumn('fence', integer, (column) => column.notNull())
			.addColumn('holder', text)
			.addColumn('leased_until', time)
			.addColumn('started_at', time)
			.addColumn('finished_at', time)
			.addColumn('outcome', text)
			.addColumn('took_ms', time)
			.addColumn('facts', text)
			.execute();
	}
};
