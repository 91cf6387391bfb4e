import type { CreateTableBuilder, Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DatabaseKind } from './connection.ts';

/** One list of tables for two databases: ids and JSON are text, truths 0 or 1, times whole milliseconds UTC. */
export function columnTypes(kind: DatabaseKind) {
	return {
		text: 'text',
		integer: 'integer',
		/** Milliseconds do not fit in Postgres's four-byte integer. */
		time: kind === 'sqlite' ? 'integer' : 'bigint',
		real: kind === 'sqlite' ? 'real' : 'double precision',
		bytes: kind === 'sqlite' ? 'blob' : 'bytea'
	} as const;
}

/** SQLite takes any value into any column unless the table is STRICT. */
export function createStrictTable<Name extends string>(
	db: Kysely<unknown>,
	kind: DatabaseKind,
	name: Name
): CreateTableBuilder<Name, never> {
	const table = db.schema.createTable(name);
	return kind === 'sqlite' ? table.modifyEnd(sql`strict`) : table;
}
