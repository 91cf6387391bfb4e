import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forEachDatabase } from '#lib/server/db/forEachDatabase.ts';
import { aWire, doorsOfSync, origin, statusOf, type Door } from '../fixtures/wire.ts';

/** What the server says of faults of its own. Bad input is none. */
const said: unknown[] = [];
beforeEach(() => {
	said.length = 0;
	vi.spyOn(console, 'error').mockImplementation((...words) => void said.push(words));
});
afterEach(() => {
	vi.restoreAllMocks();
	expect(said).toEqual([]);
});

const everyDoor: readonly Door[] = [...doorsOfSync, 'evidence', 'session'];
const long = Number.MAX_SAFE_INTEGER;

forEachDatabase((open) => {
	test('P4: a request from elsewhere is 403 ORIGIN at every door, and nothing it carries is done', async () => {
		const { send, good, goesOn } = await aWire(await open());
		const foreign: Readonly<Record<string, string | null>>[] = [
			{ origin: null },
			{ origin: '' },
			{ origin: 'null' },
			{ origin: 'https://elsewhere.example' },
			{ origin: 'http://dipper.example' },
			{ origin: `${origin}:8443` },
			{ origin: 'https://dipper.example.elsewhere.example' },
			{ 'sec-fetch-site': 'cross-site' },
			{ 'sec-fetch-site': 'same-site' },
			{ 'sec-fetch-site': 'none' }
		];
		for (const door of [...everyDoor, 'leave'] as const)
			for (const headers of foreign) {
				const body = door === 'leave' ? undefined : await good(door);
				expect([door, ...(await statusOf(await send(door, body, headers)))]).toEqual([door, 403, 'ORIGIN']);
			}
		await goesOn();
	});

	test('P4: without the client header 403, of another type 415, signed out or with a forged cookie 401', async () => {
		const { send, good, goesOn } = await aWire(await open());
		for (const door of [...doorsOfSync, 'evidence'] as const) {
			const told = async (headers: Record<string, string | null>, cookie?: string | null) =>
				statusOf(await send(door, await good(door), headers, cookie));
			const type = { 'content-type': door === 'evidence' ? 'application/octet-stream' : 'application/json' };
			for (const header of [null, '', '0', '2', '1, 1'])
				expect(await told({ ...type, 'x-dipper-client': header })).toEqual([403, 'CLIENT_HEADER']);
			for (const other of [
				null,
				'',
				'text/plain',
				'multipart/form-data',
				'application/x-www-form-urlencoded',
				'text/json'
			])
				expect(await told({ 'content-type': other })).toEqual([415, 'CONTENT_TYPE']);
			if (door === 'rescue') continue;
			for (const cookie of [null, '', 'forged', 'x'.repeat(4000)])
				expect(await told(type, cookie)).toEqual([401, 'SIGN_IN']);
		}
		await goesOn();
	});

	test('P1: a body that is cut short, empty, no object or no text at all is 422 ENVELOPE', async () => {
		const { send, good, goesOn } = await aWire(await open());
		for (const door of ['hello', 'push', 'pull', 'share', 'rescue'] as const) {
			const whole = JSON.stringify(await good(door));
			const cut = [1, Math.floor(whole.length / 2), whole.length - 1].map((at) => whole.slice(0, at));
			const none = [
				'',
				' ',
				'null',
				'true',
				'0',
				'"x"',
				'[]',
				'{}',
				`[${whole}]`,
				`${whole}${whole}`,
				`\ufeff${whole}`
			];
			for (const body of [...cut, ...none, Buffer.from(whole, 'utf16le'), Uint8Array.of(0xff, 0xfe, 0x00)])
				expect([door, ...(await statusOf(await send(door, body)))]).toEqual([door, 422, 'ENVELOPE']);
		}
		await goesOn();
	});

	test('P1: nested without end is 422 or left aside, and never the end of the server', async () => {
		const { send, good, goesOn } = await aWire(await open());
		const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
		const objects = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
		for (const door of ['hello', 'push', 'pull', 'rescue'] as const)
			for (const body of [deep, objects]) expect(await statusOf(await send(door, body))).toEqual([422, 'ENVELOPE']);
		for (const [door, status] of [
			['hello', 200],
			['push', 200],
			['pull', 200],
			['rescue', 422]
		] as const) {
			const whole = JSON.stringify({ ...(await good(door)), more: 0 });
			const answer = await send(door, whole.replace('"more":0', `"more":${deep}`));
			expect([door, answer.status]).toEqual([door, status]);
		}
		await goesOn();
	});

	test('P1: longer than a door takes is 413, by what it says and by what it is', async () => {
		const { send, good, goesOn } = await aWire(await open());
		const most = { hello: 262_144, push: 262_144, pull: 1_048_576, share: 4096, rescue: 1_048_576, complete: 1024 };
		for (const door of doorsOfSync) {
			const body = { ...(await good(door)), more: 'x'.repeat(most[door]) };
			if (door !== 'complete') expect(await statusOf(await send(door, body))).toEqual([413, 'TOO_LARGE']);
			if (door === 'complete') continue;
			const lying = { 'content-length': String(2 * 1024 ** 3) };
			expect(await statusOf(await send(door, '{}', lying))).toEqual([413, 'TOO_LARGE']);
		}
		expect(await statusOf(await send('session', { username: 'x', password: 'x'.repeat(9000) }))).toEqual([
			413,
			'TOO_LARGE'
		]);
		await goesOn();
	});

	test('W8, P4: of another protocol is 426, of none at all 422', async () => {
		const { send, good, goesOn } = await aWire(await open());
		for (const door of ['hello', 'push', 'pull', 'share', 'rescue'] as const) {
			const told = async (proto: unknown) => statusOf(await send(door, { ...(await good(door)), proto }));
			for (const other of [0, 2, -1, 99, [2], []]) expect(await told(other)).toEqual([426, 'UPGRADE']);
			for (const none of ['1', null, 1.5, {}, undefined, ['1'], true])
				expect(await told(none)).toEqual([422, 'ENVELOPE']);
		}
		await goesOn();
	});

	test('P1: a hello with a member missing, of the wrong type or out of range is 422', async () => {
		const { send, greeting, goesOn } = await aWire(await open());
		const counts = ['lastN', 'outboxCount', 'keptCount'].flatMap((name) =>
			[-1, 1.5, 2 ** 53, '1', null, undefined].map((value) => ({ [name]: value }))
		);
		const others = [
			...['x', '', null, 7, 'a'.repeat(36)].flatMap((value) => [{ clientId: value }, { deviceId: value }]),
			...['yesterday', '2026-02-30T00:00:00Z', '2026-03-12', 7, '+010000-01-01T00:00:00Z', undefined].map((value) => ({
				oldestUnsentAt: value
			})),
			...[{ persisted: 'yes' }, { quota: null }, { quota: { used: '1', max: 1 } }, { templates: { a: 1.5 } }],
			...[{ build: 'x'.repeat(101) }, { build: 7 }, { clock: 0 }, { storeSchema: '1' }, { epoch: 7 }],
			{ incidents: [{ code: 'told', at: '2026-03-12T12:00:00Z', facts: { note: 'She said so herself' } }] },
			{ incidents: Array.from({ length: 51 }, () => ({ code: 'x', at: '2026-03-12T12:00:00Z', facts: {} })) },
			{ deviceKey: { kty: 'EC', crv: 'P-256', x: 'short', y: 'short' } },
			{ sealProof: 'not hexadecimal' }
		];
		for (const wrong of [...counts, ...others])
			expect([wrong, ...(await statusOf(await send('hello', greeting(wrong))))]).toEqual([wrong, 422, 'ENVELOPE']);
		await goesOn();
	});

	test('M3, P5: a tablet in 1970 or in 2099, or with counts of any size, is greeted all the same', async () => {
		const { database, server, send, greeting, goesOn } = await aWire(await open());
		const now = new Date(server.clock.now).toISOString();
		for (const at of ['1970-01-01T00:00:00.000Z', '2099-12-31T23:59:59.999Z', '0001-01-01T00:00:00Z']) {
			const answer = await send('hello', greeting({ clock: at, oldestUnsentAt: at, outboxCount: long }));
			expect([answer.status, await answer.json()]).toMatchObject([200, { serverTime: now, lastN: 1 }]);
			const row = await database.db.selectFrom('client').selectAll().where('outbox_count', '>', 0).executeTakeFirst();
			expect(row).toMatchObject({ oldest_unsent_at: Date.parse(at), outbox_count: long, seen_at: server.clock.now });
		}
		for (const odd of [
			{ clock: 'half past' },
			{ quota: { used: 1e308, max: 0.5 } },
			{ storeSchema: -long },
			{ lastN: 1 }
		])
			expect((await send('hello', greeting(odd))).status).toBe(200);
		await goesOn();
	});

	test('W8, P1: a build named with a NUL or half a character can still send its work', async () => {
		const { send, tablet, audit, store, key, greeting, goesOn } = await aWire(await open());
		const build = 'te\u0000st\ud800';
		expect((await send('hello', greeting({ build }))).status).toBe(200);
		expect((await send('push', tablet.envelope([], { build }))).status).toBe(200);
		const more = await tablet.change({ name: 'note.set', record: audit, args: { question: 'CJ2.1', text: 'Seen' } });
		const pushed = await send('push', tablet.envelope([more], { build }));
		expect([pushed.status, await pushed.json()]).toMatchObject([200, { results: [{ n: 2, st: 'applied' }] }]);
		const last = await tablet.change({ name: 'note.set', record: audit, args: { question: 'CJ2.2', text: 'Seen' } });
		const rescued = await send('rescue', await store.request(key, { outbox: [last] }, { build: 'te\u0000st' }));
		expect([rescued.status, await rescued.json()]).toMatchObject([200, { results: [{ n: 3, st: 'applied' }] }]);
		// The rescue itself stands in the log too.
		await goesOn(5);
	});

	test('P7, P8: a pull that claims what cannot be is answered by what is, and learns of nothing', async () => {
		const { send, wanting, audit, his, goesOn } = await aWire(await open());
		const mine = `audit:${audit.id}`;
		for (const held of [long, 99, -1, -long]) {
			const answer = await send('pull', wanting({ have: { [mine]: held } }));
			const { put } = (await answer.json()) as { put: { record: { id: string }; full: boolean }[] };
			expect(put.find(({ record }) => record.id === audit.id)).toMatchObject({ full: true, ver: 2 });
		}
		const odd = ['', ':', 'audit', 'audit:', '__proto__:x', 'galaxy:1', 'audit:a\u0000b', 'a\u0000:b', 'audit:\ud800'];
		const asked = [...odd, `audit:${his.id}`, `audit:${crypto.randomUUID()}`, 'constructor:constructor'];
		const answer = await send('pull', wanting({ have: Object.fromEntries(asked.map((name) => [name, 1])) }));
		const { gone } = (await answer.json()) as { gone: { why: string }[] };
		expect(gone.map(({ why }) => why)).toEqual(asked.map(() => 'revoked'));
		const many = Object.fromEntries(Array.from({ length: 40_000 }, (_, at) => [`audit:${at}`, 1]));
		const crowd = (await (await send('pull', wanting({ have: many }))).json()) as { gone: unknown[] };
		expect(crowd.gone).toHaveLength(40_000);
		for (const odds of [{ seq: -1 }, { seq: long, limitBytes: long }, { limitBytes: 1 }])
			expect((await send('pull', wanting(odds))).status).toBe(200);
		await goesOn();
	});

	test('P1, P4: a pull or a share of a wrong shape is 422; of another’s client 403; of none there is 422', async () => {
		const { send, wanting, ottos, goesOn } = await aWire(await open());
		const wrong = [
			...[{ have: { x: 1.5 } }, { have: { x: 2 ** 53 } }, { have: { x: '1' } }, { have: null }, { have: undefined }],
			...[{ have: 'x' }, { seq: '1' }, { seq: 1.5 }, { seq: 2 ** 53 }, { seq: null }, { clientId: 'me' }, { epoch: 7 }],
			...[{ limitBytes: 0 }, { limitBytes: -1 }, { limitBytes: 1.5 }, { limitBytes: 2 ** 53 }, { limitBytes: '9' }]
		];
		for (const more of wrong) expect(await statusOf(await send('pull', wanting(more)))).toEqual([422, 'ENVELOPE']);
		for (const clientId of ['me', '', null, 7, [], undefined])
			expect(await statusOf(await send('share', { proto: 1, clientId }))).toEqual([422, 'ENVELOPE']);
		for (const door of ['pull', 'share'] as const) {
			const told = async (clientId: string) => statusOf(await send(door, wanting({ clientId })));
			expect(await told(ottos.clientId)).toEqual([403, 'NOT_YOUR_CLIENT']);
			expect(await told(crypto.randomUUID())).toEqual([422, 'CLIENT_UNKNOWN']);
		}
		await goesOn();
	});

	test('V4: a rescue whose signature is no signature, or whose tablet’s key is no key, is 403 and no fault', async () => {
		const { send, database, good, store, key, greeting, server, otto } = await aWire(await open());
		const right = (await good('rescue')) as { signature: string };
		for (const signature of ['A', 'AAAAA', 'AAAA', right.signature.slice(0, -4), 'A==', '='])
			expect(await statusOf(await send('rescue', { ...right, signature }))).toEqual(
				signature === '=' ? [422, 'ENVELOPE'] : [403, 'SIGNATURE']
			);
		for (const wrong of [
			{ outbox: [{ n: 0, sealed: 'AA==' }] },
			{ outbox: [{ n: 1.5, sealed: 'AA==' }] },
			{ kept: {} }
		])
			expect(await statusOf(await send('rescue', { ...right, ...wrong }))).toEqual([422, 'ENVELOPE']);
		for (const sealed of ['A', 'AA==', 'AAAA'.repeat(100)]) {
			const torn = await send('rescue', await store.request(key, {}, { outbox: [{ n: long, sealed }] }));
			expect(await torn.json()).toMatchObject({ results: [{ n: long, st: 'unread' }] });
		}
		const off = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } as const;
		const fresh = await server.tablet(otto);
		await fresh.greet({ deviceKey: off });
		const { clientId, deviceId } = fresh;
		expect(await statusOf(await send('rescue', { ...right, clientId, deviceId }))).toEqual([403, 'SIGNATURE']);
		expect((await send('hello', greeting({ deviceKey: off }))).status).toBe(200);
		expect((await send('rescue', right)).status).toBe(200);
		expect(await database.db.selectFrom('rescue_unread').select('n').execute()).toEqual([{ n: long }]);
	});

	test('P4: credentials of a wrong shape are 422; odd ones are wrong ones, whatever they hold', async () => {
		const { send, ada, goesOn } = await aWire(await open());
		for (const body of [
			[],
			null,
			'x',
			7,
			{},
			{ username: ada.username },
			{ username: 7, password: 'x' },
			{ username: 'x'.repeat(201), password: 'x' }
		])
			expect(await statusOf(await send('session', JSON.stringify(body)))).toEqual([422, 'UNPROCESSABLE']);
		for (const body of ['', '{', '{"username":'])
			expect(await statusOf(await send('session', body))).toEqual([400, 'BAD_REQUEST']);
		expect(await statusOf(await send('session', {}, { 'content-type': 'text/plain' }))).toEqual([415, 'CONTENT_TYPE']);
		for (const username of ['a\u0000b', 'a\ud800b', "' or 1=1 --"])
			expect(await statusOf(await send('session', { username, password: 'x\u0000\ud800' }))).toEqual([
				401,
				'WRONG_CREDENTIALS'
			]);
		await goesOn();
	});
});
