import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { Person } from '#lib/domain/access/Person.ts';
import { AuditSession } from '#lib/device/session/AuditSession.svelte.ts';
import { ActionSession } from '#lib/device/session/ActionSession.svelte.ts';
import { aTablet as aDevice, passphrase } from '#lib/device/session/testTablet.ts';
import { People } from '#lib/device/store/People.ts';
import { httpSyncServer } from '#lib/device/sync/SyncServer.ts';
import { openSessions } from '#lib/server/auth/sessions.ts';
import { readConfig } from '#lib/server/config.ts';
import { setContext } from '#lib/server/context.ts';
import { forEachDatabase } from '#lib/server/db/forEachDatabase.ts';
import { as, aServer, type TestServer } from '../fixtures/builders.ts';
import { POST as hello } from '../../src/routes/api/sync/v1/hello/+server.ts';
import { POST as pull } from '../../src/routes/api/sync/v1/pull/+server.ts';
import { POST as push } from '../../src/routes/api/sync/v1/push/+server.ts';

const origin = 'https://dipper.example';
const endpoints = { hello, push, pull };

/** The tablet's own code, sealed store and all, against the server's own endpoints. */
async function aTabletOf(server: TestServer, person: Person) {
	const network = { isUp: true };
	const send = async (path: string | URL | Request, init?: RequestInit): Promise<Response> => {
		if (!network.isUp) throw new TypeError('no signal');
		const url = new URL(String(path), origin);
		const headers = { ...(init?.headers as Record<string, string>), origin };
		const body = new TextEncoder().encode(String(init?.body));
		const request = new Request(url, { method: 'POST', headers, body });
		const name = url.pathname.split('/').at(-1) as keyof typeof endpoints;
		return endpoints[name]({ request, url, locals: { person } });
	};
	const made = await aDevice({
		people: new People(`people-${crypto.randomUUID()}`),
		server: httpSyncServer(send as typeof fetch),
		newId: () => crypto.randomUUID(),
		now: () => new Date((server.clock.now += 1000))
	});
	const done = await made.tablet.setUp({ person, council: 'Marchbrook', passphrase });
	expect(done).toMatchObject({ ok: true });
	const { tablet } = made;
	const syncs = async () => (await tablet.unlocked?.runner.round())?.end;
	const opens = async (id: string) => {
		const session = await AuditSession.open(tablet, id);
		if (session === null) throw new Error('not on this tablet');
		return session;
	};
	return { tablet, network, syncs, opens };
}

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const config = readConfig({});
		setContext({
			config,
			database: server.database,
			sessions: openSessions(server.database, config),
			now: () => server.clock.now
		});
		const ada = await server.person([as('auditor')]);
		const audit = (await server.audit({ auditor: ada.id, state: 'allocated' })).record;
		return { server, ada, audit, first: await aTabletOf(server, ada), second: await aTabletOf(server, ada) };
	}

	test('a day without signal: everything is saved, and all of it arrives when there is one', async () => {
		const { server, audit, first, second } = await world();
		first.network.isUp = false;
		const session = await first.opens(audit.id);
		await session.answer('CJ2.1', 'yes');
		session.draftNote('CJ2.1', 'In the chronology');
		await session.recordNote('CJ2.1');
		const { actionId } = await session.raiseAction({
			level: 'child',
			finding: 'No plan on file',
			what: 'Write the plan',
			difference: 'They know what happens next',
			owner: first.tablet.currentPerson?.id ?? '',
			dueOn: '2026-04-01'
		});
		await (await ActionSession.open(first.tablet, actionId))?.accept();
		expect(await first.syncs()).toBe('no-signal');
		await first.tablet.unlocked?.lists.refresh();
		expect([first.tablet.sync.waiting, first.tablet.sync.sentAt]).toEqual([4, null]);
		first.network.isUp = true;
		expect(await first.syncs()).toBe('done');
		await first.tablet.unlocked?.lists.refresh();
		expect([first.tablet.sync.state, first.tablet.sync.waiting]).toEqual(['saved', 0]);
		expect(await second.syncs()).toBe('done');
		const there = await second.opens(audit.id);
		expect(there.audit.answers.get('CJ2.1')?.value).toBe('yes');
		expect(there.audit.notes.get('CJ2.1')).toBe('In the chronology');
		await second.tablet.unlocked?.lists.refresh();
		expect(second.tablet.listActions()).toMatchObject([{ id: actionId, head: { state: 'accepted' } }]);
		expect(server.reported).toEqual([]);
	});

	test('M2: two tablets on one answer: both values are shown on both until one is chosen', async () => {
		const { audit, first, second } = await world();
		const [here, there] = [await first.opens(audit.id), await second.opens(audit.id)];
		await here.answer('CJ2.1', 'yes');
		await there.answer('CJ2.1', 'no');
		expect([await first.syncs(), await second.syncs(), await first.syncs()]).toEqual(['done', 'done', 'done']);
		await vi.waitFor(() => {
			expect(here.conflicts).toMatchObject([{ key: 'answer/CJ2.1', value: 'no', other: [{ value: 'yes' }] }]);
			expect(there.conflicts).toHaveLength(1);
		});
		await here.resolveConflict('answer/CJ2.1', 'other');
		expect([await first.syncs(), await second.syncs()]).toEqual(['done', 'done']);
		await vi.waitFor(() => {
			expect([here.conflicts, there.conflicts]).toEqual([[], []]);
			expect(there.audit.answers.get('CJ2.1')?.value).toBe('yes');
		});
	});

	test('W1: what came too late is parked, told, and the queue goes on', async () => {
		const { audit, first, second } = await world();
		const [here, there] = [await first.opens(audit.id), await second.opens(audit.id)];
		await there.answer('CJ2.1', 'no');
		await here.submit('Three sentences on how it was reached.');
		expect(await first.syncs()).toBe('done');
		expect(await second.syncs()).toBe('done');
		await second.tablet.unlocked?.lists.refresh();
		expect(second.tablet.sync.parked).toMatchObject([{ code: 'RECORD_LOCKED', name: 'answer.set', mine: true }]);
		expect([second.tablet.sync.waiting, second.tablet.sync.state]).toEqual([0, 'needs-you']);
	});

	test('W6: taken away, it is gone from the tablet', async () => {
		const { server, audit, first } = await world();
		await server.database.db
			.updateTable('record')
			.set({ deleted_why: 'retention' })
			.where('id', '=', audit.id)
			.execute();
		expect(await first.syncs()).toBe('done');
		expect(await AuditSession.open(first.tablet, audit.id)).toBeNull();
	});
});
