import type { Kysely } from 'kysely';
import type { Tables } from '../db/connection.ts';

/** Entries of the log without what was written: erased by retention or for a person's right. */
export async function countErased(db: Kysely<Tables>): Promise<number> {
	const { count } = await db
		.selectFrom('change_log')
		.leftJoin('change_body', 'change_body.seq', 'change_log.seq')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('change_body.seq', 'is', null)
		.executeTakeFirstOrThrow();
	return count;
}

/** When the first entry after a place in the log was written; null where there is none. */
export async function findFirstAfter(db: Kysely<Tables>, seq: number): Promise<number | null> {
	const row = await db
		.selectFrom('change_log')
		.select('at')
		.where('seq', '>', seq)
		.orderBy('seq')
		.limit(1)
		.executeTakeFirst();
	return row?.at ?? null;
}
