import type { Adapter, DatabaseSession } from 'lucia';
import type { Selectable } from 'kysely';
import type { Database } from '../db/connection.ts';
import type { SessionTable } from '../db/tables/people.ts';
import type { SessionLimits } from './Session.ts';
import { hashToken } from './tokens.ts';

/**
 * Lucia's sessions in our tables, under a hash of their token, and with the absolute end that lucia lacks. To lucia
 * the token is the session's id; to the database it never shows.
 */
export function hashedSessionAdapter({ db }: Database, limits: SessionLimits, now: () => number): Adapter {
	return {
		async getSessionAndUser(token) {
			const row = await db.selectFrom('session').selectAll().where('id', '=', hashToken(token)).executeTakeFirst();
			if (row === undefined) return [null, null];
			if (row.absolute_until <= now()) {
				await db.deleteFrom('session').where('id', '=', row.id).execute();
				return [null, null];
			}
			return [readSession(row, token), { id: row.person_id, attributes: {} }];
		},
		async getUserSessions(personId) {
			const rows = await db.selectFrom('session').selectAll().where('person_id', '=', personId).execute();
			return rows.map((row) => readSession(row, row.id));
		},
		async setSession({ id: token, userId, expiresAt, attributes }) {
			await db
				.insertInto('session')
				.values({
					id: hashToken(token),
					person_id: userId,
					created_at: attributes.createdAt,
					last_seen_at: attributes.lastSeenAt,
					expires_at: Math.min(expiresAt.getTime(), attributes.absoluteUntil),
					absolute_until: attributes.absoluteUntil,
					rotate_due: attributes.rotateDue ? 1 : 0,
					user_agent: attributes.userAgent.slice(0, 300),
					address: attributes.address
				})
				.execute();
		},
		async updateSessionExpiration(token, expiresAt) {
			const idleEnd = Math.min(expiresAt.getTime(), now() + limits.sessionIdleMs);
			const row = await db
				.selectFrom('session')
				.select('absolute_until')
				.where('id', '=', hashToken(token))
				.executeTakeFirst();
			if (row === undefined) return;
			await db
				.updateTable('session')
				.set({ expires_at: Math.min(idleEnd, row.absolute_until) })
				.where('id', '=', hashToken(token))
				.execute();
		},
		async deleteSession(token) {
			await db.deleteFrom('session').where('id', '=', hashToken(token)).execute();
		},
		async deleteUserSessions(personId) {
			await db.deleteFrom('session').where('person_id', '=', personId).execute();
		},
		async deleteExpiredSessions() {
			await db.deleteFrom('session').where('expires_at', '<=', now()).execute();
		}
	};
}

function readSession(row: Selectable<SessionTable>, id: string): DatabaseSession {
	return {
		id,
		userId: row.person_id,
		expiresAt: new Date(row.expires_at),
		attributes: {
			userAgent: row.user_agent,
			address: row.address,
			createdAt: row.created_at,
			lastSeenAt: row.last_seen_at,
			absoluteUntil: row.absolute_until,
			rotateDue: row.rotate_due === 1
		}
	};
}
