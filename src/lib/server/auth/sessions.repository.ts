import type { Kysely } from 'kysely';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import type { Tables } from '../db/connection.ts';
import { dropSharesOf } from '../vault/shares.repository.ts';
import type { ListedSession } from './Session.ts';

type Db = Kysely<Tables>;

export async function markSeen(db: Db, id: string, lastSeenAt: number, expiresAt: number): Promise<void> {
	await db
		.updateTable('session')
		.set({ last_seen_at: lastSeenAt, expires_at: expiresAt })
		.where('id', '=', id)
		.execute();
}

/** Whoever was let in by a sign-in of before is let in no more: no tablet opens by it either (SPEC.md V2 c). */
export async function endSessionsOf(db: Db, personId: PersonId): Promise<void> {
	await dropSharesOf(db, personId);
	await db.deleteFrom('session').where('person_id', '=', personId).execute();
}

/** Ended from the list of sign-ins, which may be a lost tablet's: every tablet asks for the passphrase once. */
export async function endSession(db: Db, personId: PersonId, id: string): Promise<void> {
	await dropSharesOf(db, personId);
	await db.deleteFrom('session').where('person_id', '=', personId).where('id', '=', id).execute();
}

/** How many had ended, by disuse or by their absolute end. */
export async function endSessionsBefore(db: Db, now: number): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom('session')
		.where((eb) => eb.or([eb('expires_at', '<=', now), eb('absolute_until', '<=', now)]))
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}

/** What they may do has changed: the next page each of their browsers opens gives it a new token. */
export async function askToRotate(db: Db, personId: PersonId): Promise<void> {
	await db.updateTable('session').set({ rotate_due: 1 }).where('person_id', '=', personId).execute();
}

export async function listSessionsOf(db: Db, personId: PersonId, now: number): Promise<ListedSession[]> {
	const rows = await db
		.selectFrom('session')
		.selectAll()
		.where('person_id', '=', personId)
		.where('expires_at', '>', now)
		.orderBy('last_seen_at', 'desc')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		createdAt: row.created_at,
		lastSeenAt: row.last_seen_at,
		userAgent: row.user_agent,
		address: row.address
	}));
}
