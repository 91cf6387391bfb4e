import type { Kysely } from 'kysely';
import type { Database, Tables } from '../db/connection.ts';
import { holdTurn } from './signInAttempts.repository.ts';

const last = new Map<string, Promise<unknown>>();

/** One after another for one key, side by side for different keys; within this process. */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
	const before = last.get(key) ?? Promise.resolve();
	const mine = before.then(work, work);
	last.set(key, mine);
	try {
		return await mine;
	} finally {
		if (last.get(key) === mine) last.delete(key);
	}
}

/** Each holds a connection while it waits and works: more at once would keep everyone else from theirs. */
const mostAtOnce = 4;
let next = 0;

/**
 * One after another for one key among all processes on the database. `work` is given what to ask the database with; all
 * it writes is kept together, so it answers with what went wrong rather than throwing it.
 */
export function inTurnForAll<T>(database: Database, key: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
	// One process has the file; and a transaction would keep all others out while a password is looked at.
	if (database.kind === 'sqlite') return inTurn(key, () => work(database.db));
	next = (next + 1) % mostAtOnce;
	return inTurn(`turn ${next}`, () =>
		database.transaction(async (trx) => {
			await holdTurn(trx, key);
			return work(trx);
		})
	);
}
