import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { must } from '#lib/domain/shared/Result.ts';
import type { Tables } from '../db/connection.ts';
import { appendToLog } from '../log/changeLog.ts';
import { instantOf } from '../records/Acting.ts';
import { findSetting, saveSetting } from '../settings/settings.repository.ts';
import { dropAllShares } from '../vault/shares.repository.ts';
import { insertEpoch } from './epochs.repository.ts';

/** Who stands in the change log for what the server did on the word of whoever holds its console. */
export const theServer = 'server';

export type NewEpoch = {
	readonly why: 'restored' | 'accepted-older';
	/** The epoch of the store that this one takes the place of, where that was another. */
	readonly replaced: string | null;
	readonly at: number;
	/** What the entry in the change log tells besides: from which backup, where the log then ended. */
	readonly facts: Readonly<Record<string, unknown>>;
};

/** Tells every tablet, at its next word, to send again what this store may lack (W7), and writes it into the log. */
export async function takeNewEpoch(trx: Transaction<Tables>, { why, replaced, at, facts }: NewEpoch): Promise<string> {
	const before = must(await findSetting(trx, 'epoch'), 'the epoch before');
	const epoch = randomUUID();
	const args = { ...facts, before, epoch, replaced };
	const change = { name: why, at: instantOf(at), args };
	const logSeq = await appendToLog(trx, {
		at,
		personId: theServer,
		clientId: null,
		n: null,
		change,
		outcome: 'applied'
	});
	await insertEpoch(trx, { epoch, before, replaced, why, at, log_seq: logSeq });
	await saveSetting(trx, 'epoch', epoch);
	// Halves of keys that were taken back since must not return with an older store.
	await dropAllShares(trx);
	return epoch;
}
