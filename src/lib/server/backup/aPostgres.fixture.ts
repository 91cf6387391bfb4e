import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { openDatabase } from '../db/connection.ts';
import { urlOf } from './places.ts';

/** A real server for tests of what PGlite cannot do: other databases, pg_dump. Null where none was started. */
export const realPostgres = process.env.TEST_POSTGRES_URL ?? null;

/** An empty database of its own on it. */
export async function anEmptyPostgres(): Promise<{ readonly url: string; drop(): Promise<void> }> {
	if (realPostgres === null) throw new Error('no Postgres was started for the tests');
	const name = `drill_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
	const onServer = async (statement: ReturnType<typeof sql>) => {
		const owner = await openDatabase({ url: realPostgres });
		await statement.execute(owner.db).finally(() => owner.close());
	};
	await onServer(sql`create database ${sql.id(name)} template template0`);
	return {
		url: urlOf(realPostgres, name),
		drop: () => onServer(sql`drop database if exists ${sql.id(name)} with (force)`)
	};
}
