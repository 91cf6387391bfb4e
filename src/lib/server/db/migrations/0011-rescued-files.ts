import { columnTypes } from '../columns.ts';
import type { Migration } from './Migration.ts';

/** How many files a rescue brought, beside its changes (docs/decisions/0032). */
export const rescuedFiles: Migration = {
	name: '0011-rescued-files',
	async up(db, kind) {
		const { integer } = columnTypes(kind);
		await db.schema
			.alterTable('rescue')
			.addColumn('files', integer, (column) => column.notNull().defaultTo(0))
			.execute();
	}
};
