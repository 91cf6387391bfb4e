import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Tables } from '../db/connection.ts';
import type { EpochTakenTable } from '../db/tables/backups.ts';

export async function findCouncilId(db: Kysely<Tables>): Promise<string> {
	return (await db.selectFrom('council').select('council_id').executeTakeFirstOrThrow()).council_id;
}

export type EpochTaken = Selectable<EpochTakenTable>;

/** Oldest first: the way from this store's first epoch to its present one. */
export function listEpochs(db: Kysely<Tables>): Promise<EpochTaken[]> {
	return db.selectFrom('epoch_taken').selectAll().orderBy('log_seq').execute();
}

export async function insertEpoch(trx: Transaction<Tables>, taken: EpochTaken): Promise<void> {
	await trx.insertInto('epoch_taken').values(taken).execute();
}

export type LogEnd = { readonly seq: number; readonly hash: string };

export async function findLogEnd(db: Kysely<Tables>): Promise<LogEnd> {
	return db.selectFrom('change_log_end').select(['seq', 'hash']).executeTakeFirstOrThrow();
}

/** The hash of one entry; null where the log does not reach that far. Before the first it is all noughts. */
export async function findLogHash(db: Kysely<Tables>, seq: number): Promise<string | null> {
	if (seq === 0) return '0'.repeat(64);
	const row = await db.selectFrom('change_log').select('hash').where('seq', '=', seq).executeTakeFirst();
	return row?.hash ?? null;
}
