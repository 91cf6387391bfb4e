import { beforeEach, describe, expect, test } from 'vitest';
import { recordChange } from '../store/recordChange.ts';
import {
	ada,
	anAudit,
	anOpenStore,
	answerIntent,
	aTemplateRecord,
	auditId,
	smallTemplate,
	syncParts,
	type World
} from '../testWorld.ts';
import { putBack } from '../store/putBack.ts';
import { MemoryStore } from '../store/MemoryStore.ts';
import { keptBounds, whatToLetGo, type KeptCopy } from './letGo.ts';
import { pullChanges } from './pullChanges.ts';
import { pushOutbox } from './pushOutbox.ts';
import { sayHello } from './sayHello.ts';
import { TestServer } from './testServer.ts';

const now = '2026-11-22T12:00:00.000Z';
const daysAgo = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
const copy = (n: number, more: Partial<KeptCopy> = {}): KeptCopy => ({ n, bytes: 1_000, ackedAt: daysAgo(0), ...more });
const bounds = { ...keptBounds, durableN: 0, now };

describe('what goes', () => {
	test('W7: what a verified backup holds goes, and nothing else', () => {
		expect(whatToLetGo([copy(3), copy(1), copy(2)], { ...bounds, durableN: 2 })).toEqual({ upTo: 2, early: 0 });
		expect(whatToLetGo([copy(1)], bounds)).toEqual({ upTo: 0, early: 0 });
	});

	test('W7: a fortnight after it was acknowledged it goes, not a day before', () => {
		const kept = [copy(1, { ackedAt: daysAgo(14) }), copy(2, { ackedAt: daysAgo(13.9) })];
		expect(whatToLetGo(kept, bounds)).toEqual({ upTo: 1, early: 1 });
	});

	test('W7: above 20 MB the oldest go until the rest fits', () => {
		const megabyte = 1024 * 1024;
		const kept = Array.from({ length: 23 }, (_, at) => copy(at + 1, { bytes: megabyte }));
		expect(whatToLetGo(kept, bounds)).toEqual({ upTo: 3, early: 3 });
		expect(whatToLetGo(kept.slice(3), bounds)).toEqual({ upTo: 0, early: 0 });
	});

	test('W7: by policy nothing acknowledged is kept', () => {
		expect(whatToLetGo([copy(1), copy(2)], { ...bounds, days: 0 })).toEqual({ upTo: 2, early: 2 });
	});

	test('W7: what an earlier build kept without its time does not grow old, but makes room', () => {
		const kept = [copy(1, { ackedAt: null, bytes: keptBounds.bytes }), copy(2)];
		expect(whatToLetGo([copy(1, { ackedAt: null })], bounds).early).toBe(0);
		expect(whatToLetGo(kept, bounds)).toEqual({ upTo: 1, early: 1 });
	});
});

describe('on a tablet', () => {
	let server: TestServer;
	let world: World;
	let parts: ReturnType<typeof syncParts>;
	beforeEach(async () => {
		server = new TestServer(ada, smallTemplate);
		server.put(anAudit(), aTemplateRecord());
		world = await anOpenStore();
		parts = syncParts(world.open, server);
		await sayHello(parts);
		await pullChanges(parts);
	});
	const kept = async () => (await world.store.kept()).map(({ n }) => n);
	const sends = async (...values: string[]) => {
		for (const value of values) await recordChange(world.open, answerIntent('CJ2.1', value));
		await pushOutbox(parts);
	};
	const restored = (lastN: number) => {
		server.epoch = 'epoch-2';
		server.clients.set(world.open.clientId, { lastN, results: new Map() });
		server.ids.clear();
		server.put(anAudit());
	};

	test('W7: kept goes after a fortnight, which is an incident, and the outbox never does', async () => {
		await sends('yes', 'no');
		for (const row of await world.store.kept()) {
			const { change, receipt } = await world.open.openKept(row);
			const at = new Date(Date.parse(world.open.now()) - 15 * 86_400_000).toISOString();
			if (receipt !== null)
				await world.open.write({ put: { kept: [await world.open.sealKept({ change, receipt: { ...receipt, at } })] } });
		}
		await recordChange(world.open, answerIntent('CJ2.2', 'yes'));
		await pullChanges(parts);
		expect([await kept(), (await world.store.outbox()).length]).toEqual([[], 1]);
		expect(parts.incidents).toMatchObject([{ code: 'kept-bound', facts: { changes: 2 } }]);
	});

	test('W7: where the council keeps nothing, what is acknowledged is gone at once, and that is no incident', async () => {
		server.keptDays = 0;
		await sayHello(parts);
		await sends('yes');
		expect([await kept(), (await world.store.outbox()).length, parts.incidents]).toEqual([[], 0, []]);
	});

	test('W7: a server that goes back to before what was let go is an incident that says how much is missing', async () => {
		server.keptDays = 0;
		await sayHello(parts);
		await sends('yes', 'no');
		await pullChanges(parts);
		server.keptDays = 14;
		await sayHello(parts);
		await sends('partly');
		restored(0);
		await sayHello(parts);
		expect(parts.incidents).toMatchObject([{ code: 'lost', facts: { changes: 2 } }]);
	});

	test('W7, S8: IndexedDB gone and the server restored: the journal gives back what was acknowledged too', async () => {
		await sends('yes', 'no');
		const { journal, root, open } = world;
		expect(journal.held.map(({ n }) => n)).toEqual([1, 2]);
		const state = await open.state();
		const wiped = await anOpenStore({ journal, root, clientId: open.clientId, store: new MemoryStore() });
		await wiped.open.write({ meta: await wiped.open.sealState({ ...state, epoch: null }), turns: true });
		expect(await putBack(wiped.open, await journal.entries())).toBe(2);
		restored(0);
		const again = syncParts(wiped.open, server);
		const greeted = await sayHello(again);
		expect(greeted.end).toBe('hello');
		expect((await pushOutbox(again)).end).toBe('done');
		expect(server.records.get(`audit:${auditId}`)?.fields.get('answer/CJ2.1')?.value).toBe('no');
	});

	test('W7: what the bounds let go is not put back from the journal', async () => {
		await sends('yes', 'no');
		const { journal, root, open, store } = world;
		await open.write({
			drop: { kept: [1] },
			meta: await open.sealState({ ...(await open.state()), letGoN: 1 }),
			turns: true
		});
		const again = await anOpenStore({ journal, root, store, clientId: open.clientId });
		expect(await putBack(again.open, await journal.entries())).toBe(0);
		expect(await kept()).toEqual([2]);
	});
});
