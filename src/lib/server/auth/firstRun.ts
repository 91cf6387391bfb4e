import { randomUUID } from 'node:crypto';
import type { Result } from '#lib/domain/shared/Result.ts';
import { problem } from '#lib/domain/shared/Result.ts';
import type { Database } from '../db/connection.ts';
import { countPeople, insertPerson, plainUsername } from '../people/people.repository.ts';
import { findSetting, removeSetting, saveSetting } from '../settings/settings.repository.ts';
import type { PasswordProblem } from './passwords.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { hashToken, makeToken } from './tokens.ts';

/**
 * An empty store gets a token, printed where only whoever runs the server reads it: the first to find the page must
 * not become its administrator. Each start makes a new one; only its hash is kept. Null once there are people.
 */
export async function offerFirstRun(database: Database): Promise<string | null> {
	if ((await countPeople(database.db)) > 0) return null;
	const token = makeToken();
	await saveSetting(database.db, 'first-run-token', hashToken(token));
	return token;
}

export async function isFirstRun(database: Database): Promise<boolean> {
	return (await findSetting(database.db, 'first-run-token')) !== null && (await countPeople(database.db)) === 0;
}

export type FirstRun = {
	readonly token: string;
	readonly council: string;
	readonly name: string;
	readonly username: string;
	readonly password: string;
};

export type FirstRunProblem =
	| PasswordProblem
	| 'first-run.token-wrong'
	| 'first-run.council-missing'
	| 'person.name-missing'
	| 'person.username-missing';

/** Council and administrator, or neither; the token is used up with them. */
export async function setUpCouncil(
	database: Database,
	given: FirstRun,
	now: number
): Promise<Result<{ personId: string }, FirstRunProblem>> {
	const council = given.council.trim();
	const name = given.name.trim();
	if (council === '') return problem('first-run.council-missing');
	if (name === '') return problem('person.name-missing');
	if (plainUsername(given.username) === '') return problem('person.username-missing');
	const checked = checkPassword(given.password, [council, name, given.username]);
	if (!checked.ok) return checked;
	const passwordHash = await hashPassword(given.password);
	return database.transaction(async (trx) => {
		const isOurs = await removeSetting(trx, 'first-run-token', hashToken(given.token.trim()));
		if (!isOurs || (await countPeople(trx)) > 0) return problem('first-run.token-wrong');
		await saveSetting(trx, 'council-name', council);
		const personId = randomUUID();
		await insertPerson(trx, {
			id: personId,
			username: given.username,
			name,
			email: null,
			phone: null,
			grants: [{ role: 'administrator', scope: { kind: 'council' } }],
			team: null,
			status: 'active',
			until: null,
			mustChange: false,
			passwordHash,
			createdAt: now
		});
		return { ok: true, value: { personId } };
	});
}
