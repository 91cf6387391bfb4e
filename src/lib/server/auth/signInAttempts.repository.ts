import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../db/connection.ts';

type Db = Kysely<Tables>;

/** What counts against one account, and against one address. */
export type Attempts = { readonly wrong: number; readonly lastWrongAt: number };

export async function addWrong(db: Db, username: string, address: string, now: number, since: number): Promise<void> {
	await db
		.insertInto('sign_in_attempt')
		.values({ username, address, wrong: 1, last_wrong_at: now })
		.onConflict((conflict) =>
			conflict.columns(['username', 'address']).doUpdateSet({
				wrong: sql<number>`case when sign_in_attempt.last_wrong_at < ${since} then 1 else sign_in_attempt.wrong + 1 end`,
				last_wrong_at: now
			})
		)
		.execute();
}

/** Wrong passwords for this account, from wherever. */
export async function attemptsOnAccount(db: Db, username: string, since: number): Promise<Attempts> {
	const row = await db
		.selectFrom('sign_in_attempt')
		.select((eb) => [eb.fn.sum<number | null>('wrong').as('wrong'), eb.fn.max('last_wrong_at').as('last')])
		.where('username', '=', username)
		.where('last_wrong_at', '>=', since)
		.executeTakeFirst();
	return { wrong: row?.wrong ?? 0, lastWrongAt: row?.last ?? 0 };
}

/** Accounts tried from this address and not come into since. A whole office shares an address, so each counts once. */
export async function attemptsFromAddress(db: Db, address: string, since: number): Promise<Attempts> {
	const row = await db
		.selectFrom('sign_in_attempt')
		.select((eb) => [eb.fn.countAll<number>().as('wrong'), eb.fn.max('last_wrong_at').as('last')])
		.where('address', '=', address)
		.where('last_wrong_at', '>=', since)
		.executeTakeFirst();
	return { wrong: row?.wrong ?? 0, lastWrongAt: row?.last ?? 0 };
}

export async function forgetAccount(db: Db, username: string): Promise<void> {
	await db.deleteFrom('sign_in_attempt').where('username', '=', username).execute();
}

/** On Postgres: nobody else, in whatever process, has the turn of that name until this transaction ends. */
export async function holdTurn(trx: Transaction<Tables>, name: string): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`.execute(trx);
}

/** How many there were. */
export async function forgetBefore(db: Db, since: number): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom('sign_in_attempt')
		.where('last_wrong_at', '<', since)
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}
