import type { Kysely, Transaction } from 'kysely';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import type { Tables } from '../db/connection.ts';

export type LoopView = { readonly id: string; readonly name: string; readonly query: string };

/** A person's own lists, by name. */
export async function listLoopViews(db: Kysely<Tables>, person: PersonId): Promise<LoopView[]> {
	const rows = await db
		.selectFrom('loop_view')
		.select(['id', 'name', 'query'])
		.where('person_id', '=', person)
		.execute();
	return rows.sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** A list of the same name is replaced. */
export async function saveLoopView(
	trx: Transaction<Tables>,
	person: PersonId,
	{ id, name, query }: LoopView,
	at: number
): Promise<void> {
	await trx
		.insertInto('loop_view')
		.values({ id, person_id: person, name, query, saved_at: at })
		.onConflict((conflict) => conflict.columns(['person_id', 'name']).doUpdateSet({ query, saved_at: at }))
		.execute();
}

export async function deleteLoopView(db: Kysely<Tables>, person: PersonId, id: string): Promise<void> {
	await db.deleteFrom('loop_view').where('person_id', '=', person).where('id', '=', id).execute();
}
