import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Person } from '#lib/domain/access/Person.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { Bell } from '#lib/device/store/Bell.ts';
import { DexieStore } from '#lib/device/store/DexieStore.ts';
import { noJournal } from '#lib/device/store/Journal.ts';
import { OpenStore } from '#lib/device/store/OpenStore.ts';
import { recordChange } from '#lib/device/store/recordChange.ts';
import { viewRecord } from '#lib/device/store/viewRecord.ts';
import { pushOutbox } from '#lib/device/sync/pushOutbox.ts';
import { sayHello } from '#lib/device/sync/sayHello.ts';
import { httpSyncServer } from '#lib/device/sync/SyncServer.ts';
import { Vault } from '#lib/device/vault/Vault.ts';
import { newRoot } from '#lib/device/vault/wraps.ts';
import { openSessions } from '#lib/server/auth/sessions.ts';
import { readConfig } from '#lib/server/config.ts';
import { setContext } from '#lib/server/context.ts';
import { forEachDatabase } from '#lib/server/db/forEachDatabase.ts';
import { answers, as, aServer, taken, type TestServer } from '../fixtures/builders.ts';
import { openEngine } from '../fixtures/released/0.1.0/engine.js';
import { POST as hello } from '../../src/routes/api/sync/v1/hello/+server.ts';
import { POST as pull } from '../../src/routes/api/sync/v1/pull/+server.ts';
import { POST as push } from '../../src/routes/api/sync/v1/push/+server.ts';

const origin = 'https://dipper.example';
const endpoints = { hello, push, pull };

/** The server's own endpoints of today, and a network that can be down. */
function aNetwork(person: Person) {
	const network = { isUp: true };
	const send = async (path: string | URL | Request, init?: RequestInit): Promise<Response> => {
		if (!network.isUp) throw new TypeError('no signal');
		const url = new URL(String(path), origin);
		const headers = { ...(init?.headers as Record<string, string>), origin };
		const request = new Request(url, { method: 'POST', headers, body: String(init?.body) });
		return endpoints[url.pathname.split('/').at(-1) as keyof typeof endpoints]({ request, url, locals: { person } });
	};
	return { network, send: send as typeof fetch };
}

/** A tablet of build 0.1.0 that was without signal while an audit was done, and lay in a drawer since. */
async function anOldTablet(server: TestServer) {
	const ada = await server.person([as('auditor')]);
	const audit: RecordRef = (await server.audit({ auditor: ada.id, state: 'allocated' })).record;
	const { network, send } = aNetwork(ada);
	const parts = {
		database: `dipper-${crypto.randomUUID()}`,
		root: newRoot(),
		clientId: crypto.randomUUID(),
		deviceId: crypto.randomUUID(),
		me: ada,
		send,
		now: () => new Date((server.clock.now += 1000)),
		newId: () => crypto.randomUUID()
	};
	const engine = await openEngine(parts);
	expect(await engine.round()).toBe('done');
	network.isUp = false;
	const outcomes = [
		await engine.save(audit, 'answer.set', { question: 'CJ2.1', value: 'yes' }),
		await engine.save(audit, 'note.set', { question: 'CJ2.1', text: 'In the chronology' }),
		await engine.save(audit, 'answer.set', { question: 'CJ2.1', value: 'partly' }),
		await engine.save(audit, 'grade.set', { section: 'CJ2', grade: 'good' }),
		await engine.save(audit, 'audit.submit', { why: 'Three sentences on how it was reached.' })
	];
	expect(outcomes).toEqual(Array.from({ length: 5 }, () => 'saved'));
	expect(await engine.round()).toBe('no-signal');
	expect(await engine.outbox()).toEqual([1, 2, 3, 4, 5]);
	return { ada, audit, network, parts, engine };
}

/** What the server holds of the work of that tablet. */
async function landed(server: TestServer, audit: RecordRef) {
	const fields = await server.database.db
		.selectFrom('record_field')
		.select(['key', 'value'])
		.where('id', '=', audit.id)
		.execute();
	return fields.map(({ key }) => key.split('/').slice(0, 2).join('/')).sort();
}
const allOfIt = ['answer/CJ2.1', 'grade/CJ2', 'note/CJ2.1', 'submission'];

async function openToday({
	database,
	root,
	clientId,
	deviceId,
	now,
	newId
}: Awaited<ReturnType<typeof anOldTablet>>['parts']) {
	const vault = await Vault.unlockedWith(root.slice());
	const store = new DexieStore(database);
	const bell = new Bell(database);
	const open = new OpenStore({ store, vault, journal: noJournal, bell, clientId, deviceId, now, newId });
	await open.position();
	await open.state();
	return open;
}

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const config = readConfig({});
		const { database, clock } = server;
		setContext({ config, database, sessions: openSessions(database, config), now: () => clock.now });
		return { server, ...(await anOldTablet(server)) };
	}

	test('W8, I11: the last released client, with a full outbox, sends all of it to the server of today', async () => {
		const { server, audit, network, engine } = await world();
		network.isUp = true;
		expect(await engine.round()).toBe('done');
		expect(await engine.outbox()).toEqual([]);
		expect(await landed(server, audit)).toEqual(allOfIt);
		expect(server.reported).toEqual([]);
	});

	test('W8: which build sends is never asked of a push', async () => {
		const server = await aServer(await open());
		const ada = await server.person([as('auditor')]);
		const audit = (await server.audit({ auditor: ada.id })).record;
		const tablet = await server.tablet(ada);
		expect(await tablet.greet({ build: '0.0.0-before-all' })).toHaveProperty('minBuild');
		for (const value of ['yes', 'no']) {
			const change = await tablet.change(answers(audit, 'CJ2.1', value));
			expect(taken(await tablet.push([change], { build: '0.0.0-before-all' })).results).toMatchObject([
				{ st: 'applied' }
			]);
		}
	});

	test('W8, F: the store of the last released client opens today with its full outbox, which goes on and is sent', async () => {
		const { server, ada, audit, network, engine, parts } = await world();
		engine.close();
		const today = await openToday(parts);
		expect((await today.changes()).map(({ change }) => change.n)).toEqual([1, 2, 3, 4, 5]);
		const view = await viewRecord(today, audit);
		expect(view?.record.fields.get('answer/CJ2.1')?.value).toBe('partly');
		const late = { id: crypto.randomUUID(), at: today.now(), record: audit, base: 0 };
		const feedback = { id: crypto.randomUUID(), from: 'child', text: 'She listened' };
		expect(await recordChange(today, { ...late, name: 'feedback.add', args: feedback })).toMatchObject({ ok: true });
		network.isUp = true;
		const sync = {
			open: today,
			server: httpSyncServer(parts.send),
			build: 'today',
			report: () => undefined,
			renamed: async () => undefined,
			persisted: async () => true,
			quota: async () => ({ used: 0, max: 0 })
		};
		expect((await sayHello(sync)).end).toBe('hello');
		expect(await pushOutbox(sync)).toEqual({ end: 'done' });
		expect(await landed(server, audit)).toEqual([...allOfIt, `feedback/${feedback.id}`].sort());
		expect([(await today.state()).me.id, server.reported]).toEqual([ada.id, []]);
		today.store.close();
	});
});
