import { isActive } from '#lib/domain/access/can.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import type { Database } from '../db/connection.ts';
import type { StaffMember } from '../people/people.repository.ts';
import { findPasswordHash, findPersonByUsername, plainUsername } from '../people/people.repository.ts';
import { Refusal } from '../Refusal.ts';
import { countWrong, waitLeft } from './backOff.ts';
import { inTurn } from './turns.ts';
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
	const person = await inTurn(laneOf(attempt.place.address), () =>
		inTurn(username, () => checkCredentials({ ...attempt, username }))
	);
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

async function checkCredentials({ database, now, username, password, place }: SignIn): Promise<StaffMember> {
	const wait = await waitLeft(database, username, place.address, now);
	if (wait > 0) throw tooManyTries(wait);
	const person = await findPersonByUsername(database.db, username);
	const kept = person === null ? null : await findPasswordHash(database.db, person.id);
	const right = await isPasswordRight(kept, password);
	if (right && person !== null && isActive(person, dayInEngland(new Date(now).toISOString()))) {
		await forgetAccount(database.db, username);
		return person;
	}
	const nextWait = await countWrong(database, username, place.address, now);
	throw nextWait > 0 ? tooManyTries(nextWait) : wrongCredentials();
}
