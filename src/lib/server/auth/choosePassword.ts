import type { Result } from '#lib/domain/shared/Result.ts';
import { problem } from '#lib/domain/shared/Result.ts';
import type { Database } from '../db/connection.ts';
import type { StaffMember } from '../people/people.repository.ts';
import { findPasswordHash, savePasswordHash } from '../people/people.repository.ts';
import { findSetting } from '../settings/settings.repository.ts';
import type { PasswordProblem } from './passwords.ts';
import { checkPassword, hashPassword, isPasswordRight } from './passwords.ts';
import type { SessionPlace, Sessions } from './sessions.ts';

/**
 * Someone who was given a one-time password puts their own in its place. Every other session ends and this one gets a
 * new token, since whoever made the account knew the old password.
 */
export async function choosePassword(given: {
	database: Database;
	sessions: Sessions;
	person: StaffMember;
	password: string;
	place: SessionPlace;
}): Promise<Result<{ token: string }, PasswordProblem | 'password.same'>> {
	const { database, sessions, person, password, place } = given;
	const council = (await findSetting(database.db, 'council-name')) ?? '';
	const checked = checkPassword(password, [person.name, person.username, council]);
	if (!checked.ok) return checked;
	if (await isPasswordRight(await findPasswordHash(database.db, person.id), password)) return problem('password.same');
	await savePasswordHash(database.db, person.id, await hashPassword(password), false);
	await sessions.endAllOf(person.id);
	return { ok: true, value: { token: await sessions.start(person.id, place) } };
}
