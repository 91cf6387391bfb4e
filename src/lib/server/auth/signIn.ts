import { isActive } from '#lib/domain/access/can.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import type { Kysely } from 'kysely';
import type { Database, Tables } from '../db/connection.ts';
import type { StaffMember } from '../people/people.repository.ts';
import { findPasswordHash, findPersonByUsername, plainUsername } from '../people/people.repository.ts';
import { Refusal } from '../Refusal.ts';
import { countWrong, waitLeft } from './backOff.ts';
import { inTurn, inTurnForAll } from './turns.ts';
import { isPasswordRight } from './passwords.ts';
import type { SessionPlace, Sessions } from './sessions.ts';
import { forgetAccount } from './signInAttempts.repository.ts';

export type SignIn = {
	readonly database: Database;
	readonly sessions: Sessions;
	readonly now: number;
	readonly username: string;
	readonly password: string;
	readonly place: SessionPlace;
	/** The token this browser came with: it ends, so that nobody can plant one beforehand. */
	readonly oldToken: string | null;
};

export const wrongCredentials = () => new Refusal('WRONG_CREDENTIALS', 401);
export const tooManyTries = (retryAfterMs: number) =>
	new Refusal('TOO_MANY_TRIES', 429, { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) });

/**
 * One answer for a wrong name, a wrong password and someone who has left: it tells nobody who works here. Tries on one
 * account take turns, so that a hundred at once are no more than a hundred one after another.
 */
export async function signIn(attempt: SignIn): Promise<{ token: string; person: StaffMember }> {
	const username = plainUsername(attempt.username);
	const checked = await inTurn(laneOf(attempt.place.address), () =>
		inTurnForAll(attempt.database, `sign-in ${username}`, (db) => checkCredentials(db, { ...attempt, username }))
	);
	if (checked instanceof Refusal) throw checked;
	const person = checked;
	if (attempt.oldToken !== null) await attempt.sessions.end(attempt.oldToken);
	return { token: await attempt.sessions.start(person.id, attempt.place), person };
}

/** An address tries a few accounts side by side, for an office shares one, and no more than that. */
const lanes = 4;
let lane = 0;

function laneOf(address: string): string {
	lane = (lane + 1) % lanes;
	return `${address} ${lane}`;
}

async function checkCredentials(
	db: Kysely<Tables>,
	{ now, username, password, place }: SignIn
): Promise<StaffMember | Refusal> {
	const wait = await waitLeft(db, username, place.address, now);
	if (wait > 0) return tooManyTries(wait);
	const person = await findPersonByUsername(db, username);
	const kept = person === null ? null : await findPasswordHash(db, person.id);
	const right = await isPasswordRight(kept, password);
	if (right && person !== null && isActive(person, dayInEngland(new Date(now).toISOString()))) {
		await forgetAccount(db, username);
		return person;
	}
	const nextWait = await countWrong(db, username, place.address, now);
	return nextWait > 0 ? tooManyTries(nextWait) : wrongCredentials();
}
