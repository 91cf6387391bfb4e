import { Lucia, TimeSpan } from 'lucia';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import { isActive } from '#lib/domain/access/can.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import type { Database } from '../db/connection.ts';
import type { StaffMember } from '../people/people.repository.ts';
import { findPerson } from '../people/people.repository.ts';
import { hashedSessionAdapter } from './hashedSessionAdapter.ts';
import type { ListedSession, SessionLimits, SessionPlace } from './Session.ts';
import { endSession, endSessionsOf, listSessionsOf, markSeen } from './sessions.repository.ts';
import { hashToken, makeToken } from './tokens.ts';

export type { ListedSession, SessionLimits, SessionPlace };

export type SignedIn = {
	readonly person: StaffMember;
	readonly rotateDue: boolean;
	/** When the password was typed, in milliseconds: a new token does not change it. */
	readonly signedInAt: number;
};

export type Sessions = {
	/** Answers with the token for the cookie; only its hash is kept. */
	start(personId: PersonId, place: SessionPlace): Promise<string>;
	/** Who holds this token now; null when it has ended or its person may no longer come in. */
	find(token: string): Promise<SignedIn | null>;
	/** A new token for the same person and the same absolute end: a stolen one dies here. */
	rotate(token: string, place: SessionPlace): Promise<string | null>;
	end(token: string): Promise<void>;
	endAllOf(personId: PersonId): Promise<void>;
	list(personId: PersonId): Promise<ListedSession[]>;
	/** By its listed id, and only when it is this person's. */
	endListed(personId: PersonId, id: string): Promise<void>;
};

/** Written at most this often, or every request would be a write. */
const seenEvery = 5 * 60_000;

/** The one door to lucia. */
export function openSessions(database: Database, limits: SessionLimits, now: () => number = Date.now): Sessions {
	const lucia = new Lucia(hashedSessionAdapter(database, limits, now), {
		sessionExpiresIn: new TimeSpan(limits.sessionIdleMs, 'ms'),
		getSessionAttributes: (kept) => kept
	});
	const { db } = database;

	async function start(personId: PersonId, place: SessionPlace, signedInAt = now()) {
		// Nobody comes back for a session that has ended, so whoever begins one clears them away.
		await lucia.deleteExpiredSessions();
		const token = makeToken();
		const absoluteUntil = signedInAt + limits.sessionAbsoluteMs;
		const attributes = { ...place, absoluteUntil, createdAt: signedInAt, lastSeenAt: now(), rotateDue: false };
		await lucia.createSession(personId, attributes, { sessionId: token });
		return token;
	}

	async function find(token: string): Promise<SignedIn | null> {
		const { session } = await lucia.validateSession(token);
		if (session === null) return null;
		const person = await findPerson(db, session.userId);
		if (person === null || !isActive(person, dayInEngland(new Date(now()).toISOString()))) return null;
		if (now() - session.lastSeenAt >= seenEvery) {
			const expiresAt = Math.min(now() + limits.sessionIdleMs, session.absoluteUntil);
			await markSeen(db, hashToken(token), now(), expiresAt);
		}
		return { person, rotateDue: session.rotateDue, signedInAt: session.createdAt };
	}

	async function rotate(token: string, place: SessionPlace) {
		const { session } = await lucia.validateSession(token);
		if (session === null) return null;
		const fresh = await start(session.userId, place, session.createdAt);
		await lucia.invalidateSession(token);
		return fresh;
	}

	return {
		start: (personId, place) => start(personId, place),
		find,
		rotate,
		end: (token) => lucia.invalidateSession(token),
		endAllOf: (personId) => endSessionsOf(db, personId),
		list: (personId) => listSessionsOf(db, personId, now()),
		endListed: (personId, id) => endSession(db, personId, id)
	};
}
