import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import type { Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { addTestPerson } from '../people/testPeople.ts';
import { updatePerson } from '../people/people.repository.ts';
import { openSessions } from './sessions.ts';
import { askToRotate } from './sessions.repository.ts';
import { hashToken } from './tokens.ts';

const hour = 3_600_000;
const limits = { sessionIdleMs: 24 * hour, sessionAbsoluteMs: 14 * 24 * hour };
const place = { userAgent: 'a tablet', address: '192.0.2.7' };
const begin = Date.UTC(2026, 10, 2, 9);

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date'], now: begin });
});
afterEach(() => {
	vi.useRealTimers();
});

function later(ms: number) {
	vi.setSystemTime(Date.now() + ms);
}

async function aSession(database: Database) {
	const person = await addTestPerson(database);
	const sessions = openSessions(database, limits);
	return { person, sessions, token: await sessions.start(person.id, place) };
}

forEachDatabase((open) => {
	test('whoever holds the token is the person', async () => {
		const { person, sessions, token } = await aSession(await open());
		expect((await sessions.find(token))?.person).toEqual(person);
		expect(await sessions.find('made up')).toBeNull();
	});

	test('the database holds only a hash, and the hash lets nobody in', async () => {
		const database = await open();
		const { sessions, token } = await aSession(database);
		const rows = await database.db.selectFrom('session').selectAll().execute();
		expect(rows.map((row) => row.id)).toEqual([hashToken(token)]);
		expect(JSON.stringify(rows)).not.toContain(token);
		expect(await sessions.find(hashToken(token))).toBeNull();
	});

	test('it ends after a day without use', async () => {
		const { sessions, token } = await aSession(await open());
		later(24 * hour - 1000);
		expect(await sessions.find(token)).not.toBeNull();
		later(24 * hour + 1000);
		expect(await sessions.find(token)).toBeNull();
	});

	test('it ends after two weeks however much it is used', async () => {
		const database = await open();
		const { sessions, token } = await aSession(database);
		for (let hours = 0; hours < 14 * 24 - 12; hours += 12) {
			later(12 * hour);
			expect(await sessions.find(token)).not.toBeNull();
		}
		later(12 * hour);
		expect(await sessions.find(token)).toBeNull();
		expect(await database.db.selectFrom('session').selectAll().execute()).toEqual([]);
	});

	test('a new token keeps the absolute end of the old, and the old one is dead', async () => {
		const database = await open();
		const { person, sessions, token } = await aSession(database);
		const before = await database.db.selectFrom('session').select('absolute_until').executeTakeFirstOrThrow();
		later(hour);
		const fresh = must(await sessions.rotate(token, place), 'a new token');
		expect(await sessions.find(token)).toBeNull();
		expect((await sessions.find(fresh))?.person.id).toBe(person.id);
		expect(await database.db.selectFrom('session').select('absolute_until').execute()).toEqual([before]);
		expect(await sessions.rotate(token, place)).toBeNull();
		expect((await sessions.find(fresh))?.signedInAt).toBe(begin);
	});

	test('after a change of role a session says that it wants a new token, and the new one does not', async () => {
		const database = await open();
		const { person, sessions, token } = await aSession(database);
		expect((await sessions.find(token))?.rotateDue).toBe(false);
		await askToRotate(database.db, person.id);
		expect((await sessions.find(token))?.rotateDue).toBe(true);
		const fresh = must(await sessions.rotate(token, place), 'a new token');
		expect((await sessions.find(fresh))?.rotateDue).toBe(false);
	});

	test('a person who is deactivated, or a guest past their last day, is let in no more', async () => {
		const database = await open();
		const { person, sessions, token } = await aSession(database);
		await updatePerson(database.db, { ...person, until: '2026-11-02' });
		expect(await sessions.find(token)).not.toBeNull();
		later(20 * hour);
		expect(await sessions.find(token)).toBeNull();
		await updatePerson(database.db, { ...person, status: 'deactivated' });
		expect(await sessions.find(token)).toBeNull();
	});

	test('a person sees their own sessions and ends one of them, and nobody else’s', async () => {
		const database = await open();
		const { person, sessions, token } = await aSession(database);
		const other = await addTestPerson(database, { name: 'Sam Otieno' });
		later(hour);
		await sessions.start(person.id, { ...place, userAgent: 'a desktop' });
		const listed = await sessions.list(person.id);
		expect(listed.map((session) => session.userAgent)).toEqual(['a desktop', 'a tablet']);
		const tablet = must(listed[1], 'the tablet');
		await sessions.endListed(other.id, tablet.id);
		expect(await sessions.find(token)).not.toBeNull();
		await sessions.endListed(person.id, tablet.id);
		expect(await sessions.find(token)).toBeNull();
		expect(await sessions.list(person.id)).toHaveLength(1);
	});

	test('a session that has ended is not kept', async () => {
		const database = await open();
		const { person, sessions } = await aSession(database);
		later(25 * hour);
		await sessions.start(person.id, place);
		expect(await database.db.selectFrom('session').selectAll().execute()).toHaveLength(1);
	});

	test('all of a person’s sessions end at once', async () => {
		const { person, sessions, token } = await aSession(await open());
		await sessions.endAllOf(person.id);
		expect(await sessions.find(token)).toBeNull();
		expect(await sessions.list(person.id)).toEqual([]);
	});

	test('use is written down every five minutes, not at every request', async () => {
		const { person, sessions, token } = await aSession(await open());
		later(60_000);
		await sessions.find(token);
		expect((await sessions.list(person.id))[0]?.lastSeenAt).toBe(begin);
		later(5 * 60_000);
		await sessions.find(token);
		expect((await sessions.list(person.id))[0]?.lastSeenAt).toBe(begin + 6 * 60_000);
	});
});
