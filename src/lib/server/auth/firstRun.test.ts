import { expect, test } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { countPeople, findPersonByUsername } from '../people/people.repository.ts';
import { addTestPerson } from '../people/testPeople.ts';
import { findSetting } from '../settings/settings.repository.ts';
import { choosePassword } from './choosePassword.ts';
import { isFirstRun, offerFirstRun, setUpCouncil } from './firstRun.ts';
import { hashPassword } from './passwords.ts';
import { openSessions } from './sessions.ts';

const given = {
	council: 'Marchbrook',
	name: 'Dana Whitlock',
	username: 'Dana@demo.example',
	password: 'four quiet river stones'
};
const place = { userAgent: '', address: '' };

forEachDatabase((open) => {
	test('whoever has the token names the council and becomes its administrator', async () => {
		const database = await open();
		const token = must(await offerFirstRun(database), 'a token');
		expect(await isFirstRun(database)).toBe(true);
		const made = await setUpCouncil(database, { ...given, token: ` ${token}\n` }, 5);
		expect(made.ok).toBe(true);
		expect(await isFirstRun(database)).toBe(false);
		expect(await findSetting(database.db, 'council-name')).toBe('Marchbrook');
		const person = must(await findPersonByUsername(database.db, 'dana@demo.example'), 'the administrator');
		expect(person.grants).toEqual([{ role: 'administrator', scope: { kind: 'council' } }]);
		expect(person.mustChange).toBe(false);
	});

	test('the token is kept as a hash, works once, and a new start makes a new one', async () => {
		const database = await open();
		const old = must(await offerFirstRun(database), 'a token');
		const token = must(await offerFirstRun(database), 'another');
		expect(await findSetting(database.db, 'first-run-token')).not.toContain(token);
		expect(await setUpCouncil(database, { ...given, token: old }, 5)).toEqual({
			ok: false,
			problem: { code: 'first-run.token-wrong' }
		});
		const both = await Promise.all(
			['a', 'b'].map((name) => setUpCouncil(database, { ...given, username: name, token }, 5))
		);
		expect(both.map((made) => made.ok).sort()).toEqual([false, true]);
		expect(await countPeople(database.db)).toBe(1);
	});

	test('what is missing or weak is said, and the token stays good', async () => {
		const database = await open();
		const token = must(await offerFirstRun(database), 'a token');
		const codeOf = async (change: Partial<typeof given>) => {
			const made = await setUpCouncil(database, { ...given, token, ...change }, 5);
			return made.ok ? 'ok' : made.problem.code;
		};
		expect(await codeOf({ council: ' ' })).toBe('first-run.council-missing');
		expect(await codeOf({ name: '' })).toBe('person.name-missing');
		expect(await codeOf({ username: '' })).toBe('person.username-missing');
		expect(await codeOf({ password: 'marchbrook2026' })).toBe('password.about-you');
		expect(await codeOf({})).toBe('ok');
	});

	test('where people are, nobody is offered a first run', async () => {
		const database = await open();
		const token = must(await offerFirstRun(database), 'a token');
		await addTestPerson(database);
		expect(await offerFirstRun(database)).toBeNull();
		expect(await isFirstRun(database)).toBe(false);
		expect((await setUpCouncil(database, { ...given, token }, 5)).ok).toBe(false);
	});

	test('a one-time password is replaced by one’s own, and every older session ends', async () => {
		const database = await open();
		const passwordHash = await hashPassword('abcd-efgh-jkmn-pqrs');
		const person = await addTestPerson(database, { passwordHash, mustChange: true });
		const sessions = openSessions(database, { sessionIdleMs: 60_000, sessionAbsoluteMs: 60_000 });
		const old = await sessions.start(person.id, place);
		const choose = (password: string) => choosePassword({ database, sessions, person, password, place });
		expect(await choose('short')).toMatchObject({ problem: { code: 'password.too-short' } });
		expect(await choose('abcd-efgh-jkmn-pqrs')).toMatchObject({ problem: { code: 'password.same' } });
		expect(await sessions.find(old)).not.toBeNull();
		const chosen = await choose(given.password);
		expect(await sessions.find(old)).toBeNull();
		const fresh = must(chosen.ok ? await sessions.find(chosen.value.token) : null, 'the new session');
		expect(fresh.person.mustChange).toBe(false);
	});
});
