import { describe, expect, test } from 'vitest';
import { testDatabase } from '../db/testDatabase.ts';
import { addTestPerson, asAdministrator } from '../people/testPeople.ts';
import { addPerson, changePerson, deactivatePerson, reactivatePerson } from '../people/people.useCases.ts';
import { cookieName, cookieOptions } from './cookie.ts';
import { hashedSessionAdapter } from './hashedSessionAdapter.ts';
import { openSessions } from './sessions.ts';
import { hashToken } from './tokens.ts';

const hour = 3_600_000;
const limits = { sessionIdleMs: 24 * hour, sessionAbsoluteMs: 14 * 24 * hour };
const place = { userAgent: 'Firefox on a tablet', address: '192.0.2.7' };

async function world() {
	const database = await testDatabase();
	const clock = { now: Date.UTC(2026, 2, 12, 9) };
	const person = await addTestPerson(database);
	const adapter = hashedSessionAdapter(database, limits, () => clock.now);
	const set = (token: string, expiresAt: number, absoluteUntil: number, more: object = {}) =>
		adapter.setSession({
			id: token,
			userId: person.id,
			expiresAt: new Date(expiresAt),
			attributes: { ...place, createdAt: clock.now, lastSeenAt: clock.now, absoluteUntil, rotateDue: false, ...more }
		});
	const endOf = async (token: string) => (await adapter.getSessionAndUser(token))[0]?.expiresAt.getTime() ?? null;
	return { database, clock, person, adapter, set, endOf };
}

describe('sessions as the database keeps them', () => {
	test('stand under the hash of their token, and nothing of the token is kept', async () => {
		const { database, set, clock } = await world();
		await set('secret-token', clock.now + hour, clock.now + 9 * hour);
		const rows = await database.db.selectFrom('session').selectAll().execute();
		expect(rows.map(({ id }) => id)).toEqual([hashToken('secret-token')]);
		expect(JSON.stringify(rows)).not.toContain('secret-token');
	});

	test('never end later than their absolute end, however they are prolonged', async () => {
		const { adapter, set, clock, endOf } = await world();
		await set('t', clock.now + 90 * hour, clock.now + 30 * hour);
		expect(await endOf('t')).toBe(clock.now + 30 * hour);
		await adapter.updateSessionExpiration('t', new Date(clock.now + 400 * hour));
		expect(await endOf('t')).toBe(clock.now + 24 * hour);
		const absolute = clock.now + 30 * hour;
		clock.now += 20 * hour;
		await adapter.updateSessionExpiration('t', new Date(clock.now + 400 * hour));
		expect(await endOf('t')).toBe(absolute);
	});

	test('are gone at their absolute end, to the millisecond', async () => {
		const { adapter, set, clock, database } = await world();
		const end = clock.now + hour;
		await set('t', end, end);
		clock.now = end - 1;
		expect((await adapter.getSessionAndUser('t'))[0]).not.toBe(null);
		clock.now = end;
		expect(await adapter.getSessionAndUser('t')).toEqual([null, null]);
		expect(await database.db.selectFrom('session').selectAll().execute()).toEqual([]);
	});

	test('that are not there cannot be prolonged into being', async () => {
		const { adapter, clock } = await world();
		await adapter.updateSessionExpiration('nothing', new Date(clock.now + hour));
		expect(await adapter.getSessionAndUser('nothing')).toEqual([null, null]);
	});

	test('are listed, cleared away when they have ended, and ended together', async () => {
		const { adapter, set, clock, person } = await world();
		await set('old', clock.now - 1, clock.now + hour);
		await set('new', clock.now + hour, clock.now + hour, { userAgent: 'x'.repeat(900) });
		expect(await adapter.getUserSessions(person.id)).toHaveLength(2);
		await adapter.deleteExpiredSessions();
		const left = await adapter.getUserSessions(person.id);
		expect(left.map(({ id }) => id)).toEqual([hashToken('new')]);
		expect(left[0]?.attributes.userAgent).toHaveLength(300);
		await adapter.deleteUserSessions(person.id);
		expect(await adapter.getUserSessions(person.id)).toEqual([]);
	});
});

describe('what an administrator does reaches sessions at once', () => {
	async function office() {
		const database = await testDatabase();
		const now = Date.now();
		const person = await addTestPerson(database, { grants: asAdministrator });
		const acting = { database, person, now };
		const details = { name: 'Ruth Fenn', email: null, phone: null, team: null, until: null };
		const grants = [{ role: 'auditor', scope: { kind: 'own' } }] as const;
		const added = await addPerson(acting, { ...details, username: 'ruth', grants });
		if (!added.ok) throw new Error('Ruth could not be added');
		const sessions = openSessions(database, limits);
		const tablet = await sessions.start(added.value.id, place);
		const desk = await sessions.start(added.value.id, { ...place, address: '192.0.2.8' });
		return { acting, id: added.value.id, details, sessions, tablet, desk };
	}

	test('deactivated, a person is out everywhere, and coming back opens no old session', async () => {
		const { acting, id, sessions, tablet, desk } = await office();
		await deactivatePerson(acting, id);
		expect([await sessions.find(tablet), await sessions.find(desk)]).toEqual([null, null]);
		await reactivatePerson(acting, id);
		expect([await sessions.find(tablet), await sessions.find(desk)]).toEqual([null, null]);
	});

	test('given another role, each of their browsers is asked for a new token, and has the new role already', async () => {
		const { acting, id, details, sessions, tablet, desk } = await office();
		await changePerson(acting, id, { ...details, grants: [{ role: 'qa-manager', scope: { kind: 'council' } }] });
		for (const token of [tablet, desk]) {
			const found = await sessions.find(token);
			expect(found).toMatchObject({ rotateDue: true, person: { grants: [{ role: 'qa-manager' }], permVer: 2 } });
			const fresh = await sessions.rotate(token, place);
			expect(await sessions.find(token)).toBe(null);
			expect(await sessions.find(fresh ?? '')).toMatchObject({ rotateDue: false });
		}
	});

	test('a token that has ended cannot be turned in for a new one', async () => {
		const { sessions, tablet } = await office();
		await sessions.end(tablet);
		expect(await sessions.rotate(tablet, place)).toBe(null);
		expect(await sessions.rotate('never-was', place)).toBe(null);
	});
});

test.each([
	[true, '__Host-dipper'],
	[false, 'dipper']
])('the cookie over https=%s is %s, for this host’s pages and no script', (isHttps, name) => {
	expect(cookieName(isHttps)).toBe(name);
	expect(cookieOptions(isHttps, 90_500)).toEqual({
		path: '/',
		httpOnly: true,
		secure: isHttps,
		sameSite: 'lax',
		maxAge: 90
	});
});
