import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../db/connection.ts';
import type { RescueTable } from '../db/tables/devices.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

export async function findRescue(db: Db, clientId: string, nonce: string): Promise<{ id: string; at: number } | null> {
	const row = await db
		.selectFrom('rescue')
		.select(['id', 'at'])
		.where('client_id', '=', clientId)
		.where('nonce', '=', nonce)
		.executeTakeFirst();
	return row ?? null;
}

/** A rescue sent again leaves the first receipt as it was. */
export async function saveRescue(trx: Trx, rescue: RescueTable): Promise<void> {
	await trx
		.insertInto('rescue')
		.values(rescue)
		.onConflict((conflict) => conflict.columns(['client_id', 'nonce']).doNothing())
		.execute();
}

export async function saveUnread(
	trx: Trx,
	of: { readonly clientId: string; readonly rescueId: string },
	rows: readonly { readonly place: string; readonly n: number; readonly sealed: string }[]
): Promise<void> {
	for (const row of rows) {
		await trx
			.insertInto('rescue_unread')
			.values({ ...row, client_id: of.clientId, rescue_id: of.rescueId })
			.onConflict((conflict) => conflict.columns(['client_id', 'place', 'n']).doNothing())
			.execute();
	}
}

export async function noteRescued(trx: Trx, clientId: string, now: number, isWiped: boolean): Promise<void> {
	const gone = { wiped_at: now, outbox_count: 0, oldest_unsent_at: null, kept_count: 0 };
	await trx
		.updateTable('client')
		.set({ rescued_at: now, ...(isWiped ? gone : {}) })
		.where('id', '=', clientId)
		.execute();
}

/** The client the server keeps for what a tablet sent under numbers that were taken: of the same person and tablet. */
export async function rescueClient(trx: Trx, clientId: string, now: number): Promise<{ id: string; lastN: number }> {
	const known = await trx
		.selectFrom('client')
		.select(['id', 'last_n'])
		.where('rescue_of', '=', clientId)
		.executeTakeFirst();
	if (known !== undefined) return { id: known.id, lastN: known.last_n };
	const of = await trx
		.selectFrom('client')
		.select(['device_id', 'person_id', 'build'])
		.where('id', '=', clientId)
		.executeTakeFirstOrThrow();
	const made = { id: crypto.randomUUID(), last_n: 0, created_at: now, seen_at: now, outbox_count: 0, kept_count: 0 };
	await trx
		.insertInto('client')
		.values({ ...of, ...made, rescue_of: clientId })
		.execute();
	return { id: made.id, lastN: 0 };
}

/** One more knock at the door, counted by the minute. */
export async function countTry(db: Db, who: string, now: number): Promise<number> {
	const minute = Math.floor(now / 60_000);
	const row = await db
		.insertInto('rescue_try')
		.values({ who, minute, tries: 1 })
		.onConflict((conflict) =>
			conflict.columns(['who', 'minute']).doUpdateSet({ tries: sql<number>`rescue_try.tries + 1` })
		)
		.returning('tries')
		.executeTakeFirstOrThrow();
	if (row.tries === 1)
		await db
			.deleteFrom('rescue_try')
			.where('minute', '<', minute - 10)
			.execute();
	return row.tries;
}
