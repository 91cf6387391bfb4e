import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

/** The server's half of opening a tablet while its person is signed in (SPEC.md V2 c). */
export const vaultShares: Migration = {
	name: '0005-vault-shares',
	async up(db, kind) {
		const { text, time } = columnTypes(kind);
		await createStrictTable(db, kind, 'vault_share')
			.addColumn('client_id', text, (column) => column.primaryKey().references('client.id'))
			.addColumn('person_id', text, (column) => column.notNull().references('person.id'))
			.addColumn('share_id', text, (column) => column.notNull())
			.addColumn('secret', text, (column) => column.notNull())
			.addColumn('created_at', time, (column) => column.notNull())
			.execute();
		await db.schema.createIndex('vault_share_person').on('vault_share').column('person_id').execute();
	}
};
