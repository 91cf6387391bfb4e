import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Handle } from '@sveltejs/kit';
import { openSessions } from '#lib/server/auth/sessions.ts';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { readConfig } from '#lib/server/config.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { setContext } from '#lib/server/context.ts';
import { forEachDatabase } from '#lib/server/db/forEachDatabase.ts';
import { addTestPerson } from '#lib/server/people/testPeople.ts';
import { handle, handleError } from '../../../hooks.server.ts';
import { GET as health } from '../health/+server.ts';
import { DELETE, POST } from './+server.ts';

type Event = Parameters<Handle>[0]['event'];
type Endpoint = (event: never) => Response | Promise<Response>;

const origin = 'http://localhost:3000';
const right = { username: 'dana@demo.example', password: 'four quiet river stones' };
const minute = 60_000;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 2, 9) });
});
afterEach(() => {
	vi.useRealTimers();
});

/** A browser with a cookie jar that asks the real endpoints through the real hooks. */
async function aBrowser(database: Database, ownOrigin = origin) {
	const config = readConfig({});
	setContext({ config, database, sessions: openSessions(database, config), now: () => Date.now() });
	await addTestPerson(database, { username: right.username, passwordHash: await hashPassword(right.password) });
	const jar = new Map<string, string>();
	const options: Record<string, unknown>[] = [];
	const cookies = {
		get: (name: string) => jar.get(name),
		set(name: string, value: string, given: Record<string, unknown>) {
			jar.set(name, value);
			options.push(given);
		},
		delete: (name: string) => void jar.delete(name)
	};
	async function ask(endpoint: Endpoint, path: string, init: RequestInit = {}) {
		const url = new URL(path, ownOrigin);
		const request = new Request(url, init);
		const event = { url, request, cookies, locals: {}, route: { id: path }, getClientAddress: () => '192.0.2.7' };
		const asEvent = event as unknown as Event;
		const resolve = async () => {
			try {
				return await endpoint(event as never);
			} catch (error) {
				// SvelteKit hands over a copy of the event.
				const told = await handleError({ error, event: { ...asEvent }, status: 500, message: '' });
				return Response.json(told, { status: 500 });
			}
		};
		const answer = await handle({ event: asEvent, resolve });
		return { answer, person: (event.locals as App.Locals).person };
	}
	async function post(body: unknown = right, headers: Record<string, string> = {}) {
		const all = { Origin: ownOrigin, 'Content-Type': 'application/json', ...headers };
		const { answer } = await ask(POST, '/api/session', { method: 'POST', body: JSON.stringify(body), headers: all });
		return answer;
	}
	const who = async () => (await ask(health, '/api/health')).person?.username ?? null;
	const leave = (headers = { Origin: ownOrigin }) => ask(DELETE, '/api/session', { method: 'DELETE', headers });
	return { jar, options, ask, post, who, leave };
}

async function told(answer: Response) {
	return [answer.status, ((await answer.json()) as { code: string }).code];
}

forEachDatabase((open) => {
	test('signing in answers 204 and a cookie that scripts cannot read', async () => {
		const { jar, options, post, who } = await aBrowser(await open());
		const answer = await post();
		expect([answer.status, await answer.text()]).toEqual([204, '']);
		expect([...jar.keys()]).toEqual(['dipper']);
		expect(options[0]).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', secure: false });
		expect(await who()).toBe(right.username);
	});

	test('over https the cookie is bound to the host and to https', async () => {
		const { jar, options, post } = await aBrowser(await open(), 'https://dipper.example');
		const answer = await post();
		expect([...jar.keys()]).toEqual(['__Host-dipper']);
		expect(options[0]).toMatchObject({ secure: true });
		expect(answer.headers.get('Strict-Transport-Security')).not.toBeNull();
	});

	test('signing in again gives another token and ends the first', async () => {
		const { jar, post, who } = await aBrowser(await open());
		await post();
		const first = jar.get('dipper') ?? '';
		await post();
		expect(jar.get('dipper')).not.toBe(first);
		jar.set('dipper', first);
		expect(await who()).toBeNull();
		expect(jar.has('dipper')).toBe(false);
	});

	test('signing out ends the session, also for whoever copied the cookie', async () => {
		const { jar, post, who, leave } = await aBrowser(await open());
		await post();
		const copied = jar.get('dipper') ?? '';
		expect((await leave()).answer.status).toBe(204);
		jar.set('dipper', copied);
		expect(await who()).toBeNull();
		expect((await leave()).answer.status).toBe(204);
	});

	test('wrong credentials are 401, and from the sixth 429 with the seconds to wait', async () => {
		const { post } = await aBrowser(await open());
		const wrong = { ...right, password: 'wrong' };
		for (let i = 0; i < 5; i += 1) expect(await told(await post(wrong))).toEqual([401, 'WRONG_CREDENTIALS']);
		const sixth = await post(wrong);
		expect(sixth.headers.get('Retry-After')).toBe('30');
		expect(await told(sixth)).toEqual([429, 'TOO_MANY_TRIES']);
		vi.setSystemTime(Date.now() + 15 * minute);
		expect((await post()).status).toBe(204);
	});

	test('without our origin nothing is taken, and signing out neither', async () => {
		const { jar, post, leave, who } = await aBrowser(await open());
		for (const foreign of ['https://elsewhere.example', 'null', '']) {
			expect(await told(await post(right, { Origin: foreign }))).toEqual([403, 'ORIGIN']);
		}
		expect(jar.size).toBe(0);
		await post();
		expect(await told((await leave({ Origin: 'https://elsewhere.example' })).answer)).toEqual([403, 'ORIGIN']);
		expect(await who()).toBe(right.username);
	});

	test('what is not JSON is 415, what is not credentials 422, what is too long 413', async () => {
		const { post } = await aBrowser(await open());
		expect(await told(await post(right, { 'Content-Type': 'text/plain' }))).toEqual([415, 'CONTENT_TYPE']);
		expect(await told(await post({ username: 'dana' }))).toEqual([422, 'UNPROCESSABLE']);
		expect(await told(await post({ ...right, more: 'x'.repeat(9000) }))).toEqual([413, 'TOO_LARGE']);
	});

	test('someone with a one-time password is nobody until they have chosen their own', async () => {
		const database = await open();
		const { post, who } = await aBrowser(database);
		await database.db.updateTable('person').set({ must_change: 1 }).execute();
		expect((await post()).status).toBe(204);
		expect(await who()).toBeNull();
	});

	test('health says which database, and nothing it says is kept in a cache', async () => {
		const database = await open();
		const { ask } = await aBrowser(database);
		const { answer } = await ask(health, '/api/health');
		expect(await answer.json()).toMatchObject({ status: 'ok', database: database.kind, epoch: expect.any(String) });
		expect(answer.headers.get('Cache-Control')).toBe('no-store');
		expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
	});

	test('a mistake of ours is 500 with a code and nothing of how we are made', async () => {
		const { ask } = await aBrowser(await open());
		const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		const failing = () => Promise.reject(new Error('select secret from person'));
		const { answer } = await ask(failing, '/api/health');
		expect(said).toHaveBeenCalledOnce();
		said.mockRestore();
		expect(answer.status).toBe(500);
		expect(await answer.text()).toBe('{"code":"SERVER_ERROR"}');
	});
});
