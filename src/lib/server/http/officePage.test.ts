import { isHttpError } from '@sveltejs/kit';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { closeContext, setContext } from '../context.ts';
import { openSessions } from '../auth/sessions.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { addTestPerson } from '../people/testPeople.ts';
import { Refusal } from '../Refusal.ts';
import { actingOf, orNothing, orSayWhy } from './officePage.ts';

afterEach(closeContext);

async function aServer() {
	const database = await testDatabase();
	const config = readConfig({});
	setContext({ config, database, sessions: openSessions(database, config), now: () => 1_772_000_000_000 });
	return database;
}

test('acts as the person signed in, by the clock of the server', async () => {
	const database = await aServer();
	const person = await addTestPerson(database);
	expect(actingOf({ person })).toEqual({ database, person, now: 1_772_000_000_000 });
});

test('without a person there is nobody to act as', async () => {
	await aServer();
	expect(() => actingOf({ person: null })).toThrow('the person signed in');
});

test('a refusal becomes a page with its status and code', async () => {
	const refused = orSayWhy(Promise.reject(new Refusal('NOT_FOUND', 404)));
	const error: unknown = await refused.catch((caught: unknown) => caught);
	expect(isHttpError(error, 404) && error.body).toEqual({ message: 'NOT_FOUND', code: 'NOT_FOUND' });
});

test('what is not a refusal goes on up', async () => {
	await expect(orSayWhy(Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
	await expect(orNothing(Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
});

test('what is refused may be left out, and what is given comes through', async () => {
	expect(await orNothing(Promise.reject(new Refusal('NO_PERMISSION', 403)))).toBeNull();
	expect(await orNothing(Promise.resolve(3))).toBe(3);
	expect(await orSayWhy(Promise.resolve(4))).toBe(4);
});
