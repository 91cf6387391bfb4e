import type { Kysely } from 'kysely';
import { z } from 'zod';
import { must } from '#lib/domain/shared/Result.ts';
import { readJson } from '../db/json.ts';
import type { Tables } from '../db/connection.ts';
import { findDurableN } from '../backup/backups.repository.ts';
import { findCouncilId } from '../backup/epochs.repository.ts';
import { findSetting } from '../settings/settings.repository.ts';

/** Taken anew whenever the server was restored from a backup, so that tablets send again what it may have lost (W7). */
export async function readEpoch(db: Kysely<Tables>): Promise<string> {
	return must(await findSetting(db, 'epoch'), 'the epoch, which the first migration makes');
}

const jwk = z.record(z.string(), z.string());

/** The public half of the newest recovery key: tablets wrap their data key to it (V2 d). */
export async function readRecoveryKey(db: Kysely<Tables>): Promise<{ kid: string; jwk: Record<string, string> }> {
	const row = await db
		.selectFrom('recovery_key')
		.select(['kid', 'public_jwk'])
		.orderBy('created_at', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	return { kid: row.kid, jwk: readJson(row.public_jwk, jwk) };
}

/** A tablet keeps a copy of all it sent above this: the highest n in a backup that was restored and found whole (W7). */
export function durableNOf(db: Kysely<Tables>, clientId: string): Promise<number> {
	return findDurableN(db, clientId);
}

/** The same for as long as there is a store, whatever is restored: a backup of another council is refused by it. */
export function readCouncilId(db: Kysely<Tables>): Promise<string> {
	return findCouncilId(db);
}

/** Builds older than this may send and finish, but begin no new audit (W8). */
export const oldestBuild = '0.0.0';
