import { expect, test } from 'vitest';
import { openSessions } from '#lib/server/auth/sessions.ts';
import { readConfig } from '#lib/server/config.ts';
import { setContext } from '#lib/server/context.ts';
import { forEachDatabase } from '#lib/server/db/forEachDatabase.ts';
import { findPerson } from '#lib/server/people/people.repository.ts';
import { addTestPerson } from '#lib/server/people/testPeople.ts';
import { saveSetting } from '#lib/server/settings/settings.repository.ts';
import { personShape } from '#lib/device/sync/personShape.ts';
import { GET } from './+server.ts';

forEachDatabase((open) => {
	async function ask(isSignedIn: boolean) {
		const database = await open();
		const config = readConfig({});
		setContext({ config, database, sessions: openSessions(database, config), now: () => Date.now() });
		await saveSetting(database.db, 'council-name', 'Marchbrook');
		const { id } = await addTestPerson(database, { username: 'dana@demo.example' });
		const person = isSignedIn ? await findPerson(database.db, id) : null;
		return GET({ locals: { person } } as never);
	}

	test('who is signed in is told to the tablet that is being set up, and nothing of how they sign in', async () => {
		const answer: unknown = await (await ask(true)).json();
		expect(answer).toMatchObject({ council: 'Marchbrook', person: { username: 'dana@demo.example' } });
		const { person } = answer as { person: object };
		expect(personShape.safeParse(person).success).toBe(true);
		expect(Object.keys(person).sort()).toEqual(Object.keys(personShape.shape).sort());
	});

	test('nobody is told without a session', async () => {
		await expect(ask(false)).rejects.toMatchObject({ code: 'SIGN_IN', status: 401 });
	});
});
