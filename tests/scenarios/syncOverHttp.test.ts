import { expect, test } from 'vitest';
import type { Person } from '#lib/domain/access/Person.ts';
import { openSessions } from '#lib/server/auth/sessions.ts';
import { readConfig } from '#lib/server/config.ts';
import { setContext } from '#lib/server/context.ts';
import { forEachDatabase } from '#lib/server/db/forEachDatabase.ts';
import { answers, as, aServer, type TestServer } from '../fixtures/builders.ts';
import { POST as hello } from '../../src/routes/api/sync/v1/hello/+server.ts';
import { POST as pull } from '../../src/routes/api/sync/v1/pull/+server.ts';
import { POST as push } from '../../src/routes/api/sync/v1/push/+server.ts';

const origin = 'https://dipper.example';
const endpoints = { hello, push, pull };
type Endpoint = keyof typeof endpoints;
type Headers = Record<string, string | null>;

const usual: Headers = { origin, 'content-type': 'application/json', 'x-dipper-client': '1' };

/** As bytes: for a text, Request would make up a content type. */
function bytesOf(body: unknown): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Calls an endpoint as SvelteKit would, with a request made by hand. */
async function post(
	endpoint: Endpoint,
	person: Person | null,
	body: unknown,
	headers: Headers = {}
): Promise<Response> {
	const sent = Object.entries({ ...usual, ...headers }).filter((one): one is [string, string] => one[1] !== null);
	const url = new URL(`/api/sync/v1/${endpoint}`, origin);
	const request = new Request(url, { method: 'POST', headers: sent, body: bytesOf(body) });
	return endpoints[endpoint]({ request, url, locals: { person } });
}

function serve({ database, clock }: TestServer) {
	const config = readConfig({});
	setContext({ config, database, sessions: openSessions(database, config), now: () => clock.now });
}

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		serve(server);
		const ada = await server.person([as('auditor')]);
		const audit = (await server.audit({ auditor: ada.id })).record;
		const tablet = await server.tablet(ada);
		return { server, ada, audit, tablet };
	}

	test('W: hello, push and pull answer JSON that nobody keeps', async () => {
		const { ada, audit, tablet } = await world();
		const change = await tablet.change(answers(audit, 'CJ2.1', 'yes'));
		const pushed = await post('push', ada, tablet.envelope([change]));
		expect([pushed.status, pushed.headers.get('cache-control')]).toEqual([200, 'no-store']);
		expect(await pushed.json()).toMatchObject({ lastN: 1, results: [{ n: 1, st: 'applied' }] });
		const pulled = await post('pull', ada, {
			proto: 1,
			epoch: tablet.state.epoch,
			clientId: tablet.clientId,
			have: {},
			seq: 4,
			limitBytes: 100_000
		});
		expect(await pulled.json()).toMatchObject({ seq: 4, reset: false });
	});

	test.each([
		['no origin', { origin: null }, 403, 'ORIGIN'],
		['a foreign origin', { origin: 'https://elsewhere.example' }, 403, 'ORIGIN'],
		['an origin of another port', { origin: `${origin}:8443` }, 403, 'ORIGIN'],
		['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }, 403, 'ORIGIN'],
		['a same-site fetch', { 'sec-fetch-site': 'same-site' }, 403, 'ORIGIN'],
		['no client header', { 'x-dipper-client': null }, 403, 'CLIENT_HEADER'],
		['another client header', { 'x-dipper-client': '2' }, 403, 'CLIENT_HEADER'],
		['a form’s content type', { 'content-type': 'text/plain' }, 415, 'CONTENT_TYPE'],
		['no content type', { 'content-type': null }, 415, 'CONTENT_TYPE']
	] satisfies [string, Headers, number, string][])(
		'P4: %s is refused by every endpoint',
		async (_, headers: Headers, status, code) => {
			const { ada, tablet } = await world();
			for (const endpoint of ['hello', 'push', 'pull'] as const) {
				const answer = await post(endpoint, ada, tablet.envelope([]), headers);
				expect([answer.status, await answer.json()]).toEqual([status, { code }]);
			}
		}
	);

	test('P4: who is not signed in is told so, and nothing else', async () => {
		const { tablet } = await world();
		for (const endpoint of ['hello', 'push', 'pull'] as const) {
			const answer = await post(endpoint, null, tablet.envelope([]));
			expect([answer.status, await answer.json()]).toEqual([401, { code: 'SIGN_IN' }]);
		}
	});

	test('P4: content type with a charset and a same-origin fetch are let in', async () => {
		const { ada, tablet } = await world();
		const headers = { 'content-type': 'application/json; charset=utf-8', 'sec-fetch-site': 'same-origin' };
		expect((await post('push', ada, tablet.envelope([]), headers)).status).toBe(200);
	});

	test.each(['', '{', 'null', '[]', '"x"', '{}'])('P1: the body %j is 422 with a code and no stack', async (body) => {
		const { ada } = await world();
		for (const endpoint of ['hello', 'push', 'pull'] as const) {
			const answer = await post(endpoint, ada, body);
			expect([answer.status, await answer.json()]).toEqual([422, { code: 'ENVELOPE' }]);
		}
	});

	test('W8: another protocol is 426 in hello, push and pull', async () => {
		const { ada } = await world();
		expect((await post('hello', ada, { proto: [7] })).status).toBe(426);
		for (const endpoint of ['push', 'pull'] as const) {
			const answer = await post(endpoint, ada, { proto: 7 });
			expect([answer.status, await answer.json()]).toEqual([426, { code: 'UPGRADE' }]);
		}
	});

	test('P1: a body over maxBatchBytes is 413; one of exactly that size is read', async () => {
		const { ada, tablet } = await world();
		const empty = JSON.stringify(tablet.envelope([], { padding: '' })).length;
		const padded = (bytes: number) => JSON.stringify(tablet.envelope([], { padding: 'x'.repeat(bytes - empty) }));
		const answer = await post('push', ada, padded(262_145));
		expect([answer.status, await answer.json()]).toEqual([413, { code: 'TOO_LARGE' }]);
		expect((await post('push', ada, padded(262_144))).status).toBe(200);
	});

	test('P1: one change of 200 KiB fits a batch and is parked TOO_LARGE', async () => {
		const { ada, audit, tablet } = await world();
		const change = await tablet.change({
			name: 'note.set',
			record: audit,
			args: { question: 'CJ2.1', text: 'x'.repeat(200 * 1024) }
		});
		const answer = await post('push', ada, tablet.envelope([change]));
		expect(await answer.json()).toMatchObject({ results: [{ n: 1, st: 'parked', code: 'TOO_LARGE' }] });
	});

	test('P1: the hash holds for members that JSON has and objects have too', async () => {
		const { ada, audit, tablet } = await world();
		const draft = JSON.parse(`{"__proto__":{"a":1},"constructor":2}`) as object;
		const change = await tablet.change({ ...answers(audit, 'CJ2.1', 'yes') });
		const odd = Object.assign(Object.create(null) as object, change);
		for (const [key, value] of Object.entries(draft)) Object.defineProperty(odd, key, { value, enumerable: true });
		const { changeHash } = await import('#lib/protocol/hashes.ts');
		Object.defineProperty(odd, 'h', { value: await changeHash(odd as Record<string, unknown>), enumerable: true });
		const answer = await post('push', ada, tablet.envelope([odd]));
		expect(await answer.json()).toMatchObject({ results: [{ st: 'applied' }] });
	});

	test('P2: 409 carries what is needed to go on', async () => {
		const { ada, audit, tablet } = await world();
		const change = await tablet.change({ ...answers(audit, 'CJ2.1', 'yes'), n: 5 });
		const gap = await post('push', ada, tablet.envelope([change]));
		expect([gap.status, await gap.json()]).toEqual([409, { code: 'GAP', need: 1, lastN: 0, results: [] }]);
		const epoch = await post('push', ada, tablet.envelope([change], { epoch: 'an older one' }));
		expect([epoch.status, await epoch.json()]).toEqual([409, { code: 'EPOCH', epoch: tablet.state.epoch }]);
	});

	test('P4: an unforeseen error is a code and no stack', async () => {
		const { server, ada, tablet } = await world();
		await server.database.db.deleteFrom('setting').execute();
		const quiet = console.error;
		const said: string[] = [];
		console.error = (line: string) => said.push(line);
		const answer = await post('push', ada, tablet.envelope([]));
		console.error = quiet;
		expect([answer.status, await answer.json()]).toEqual([500, { code: 'SERVER_ERROR' }]);
		expect(said).toHaveLength(1);
	});
});
