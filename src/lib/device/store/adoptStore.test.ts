import { beforeEach, describe, expect, test } from 'vitest';
import { becomeNewClient } from '../sync/becomeNewClient.ts';
import { pullChanges } from '../sync/pullChanges.ts';
import { pushOutbox } from '../sync/pushOutbox.ts';
import { sayHello } from '../sync/sayHello.ts';
import { TestServer } from '../sync/testServer.ts';
import {
	ada,
	anAudit,
	anOpenStore,
	answerIntent,
	aTemplateRecord,
	MemoryJournal,
	smallTemplate,
	syncParts,
	type World
} from '../testWorld.ts';
import { bringFromOtherNames } from './adoptStore.ts';
import { noJournal } from './Journal.ts';
import { MemoryStore } from './MemoryStore.ts';
import { positionHealed, putBack } from './putBack.ts';
import { recordChange } from './recordChange.ts';
import type { OpenStore } from './OpenStore.ts';

/** One browser's database: the pages that hold it get the new one when it is deleted. */
class DeletedStore extends MemoryStore {
	deleted: MemoryStore | null = null;
	constructor() {
		super();
		return new Proxy(this, {
			get: (self, name) => {
				const store = name === 'deleted' || self.deleted === null ? self : self.deleted;
				const value: unknown = Reflect.get(store, name, store);
				return typeof value === 'function' ? value.bind(store) : value;
			},
			set: (self, name, value) => Reflect.set(self, name, value)
		});
	}
}

let server: TestServer;
let first: World;
let store: DeletedStore;
beforeEach(async () => {
	server = new TestServer(ada, smallTemplate);
	server.put(anAudit(), aTemplateRecord());
	store = new DeletedStore();
	first = await anOpenStore({ store });
	await syncs(first.open);
});

async function syncs(open: OpenStore) {
	const parts = syncParts(open, server);
	await sayHello(parts);
	await pushOutbox(parts);
	await pullChanges(parts);
}
const answers = (open: OpenStore, question: string, value: string | number, id?: string) =>
	recordChange(open, answerIntent(question, value, 0, id));
const atServer = (question: string) => server.records.values().next().value?.fields.get(`answer/${question}`)?.value;
const waiting = async (open: OpenStore) => {
	await open.position();
	return (await open.changes()).map(({ change }) => change.id);
};

/** The store is deleted under the first tab; a second opens with what its journal can read, which is nothing of the first's. */
async function anotherTabBegins(read: MemoryJournal = new MemoryJournal()): Promise<OpenStore> {
	const { clientId } = first.open;
	store.deleted = new MemoryStore();
	const second = await anOpenStore({ store, journal: new MemoryJournal(), root: first.root, clientId });
	await putBack(second.open, await read.entries());
	return second.open;
}

describe('S5, S7, S8, F: a store deleted under a living tab, and filled under a new name by another', () => {
	test('S5, S7, S8, F: what only the first tab’s journal holds is brought along, numbered anew, and sent once', async () => {
		await answers(first.open, 'CJ2.1', 'yes');
		await syncs(first.open);
		await answers(first.open, 'CJ2.2', 'no');
		const second = await anotherTabBegins();
		await syncs(second);
		expect(second.clientId).not.toBe(first.open.clientId);
		await first.open.position();
		expect(first.open.clientId).toBe(second.clientId);
		const outbox = await store.outbox();
		expect(first.journal.restarts).toEqual([second.clientId]);
		const { life } = second;
		expect(first.journal.held).toEqual(outbox.map(({ n, sealed }) => ({ n, sealed, life })));
		await syncs(first.open);
		expect([atServer('CJ2.1'), atServer('CJ2.2')]).toEqual(['yes', 'no']);
		expect(server.ids.size).toBe(2);
	});

	test('S5, S7, F: they stand behind what the second tab saved meanwhile, in their order', async () => {
		await answers(first.open, 'CJ2.1', 'yes');
		await syncs(first.open);
		await answers(first.open, 'CJ2.2', 'no');
		await answers(first.open, 'CJ2.3', 3);
		const second = await anotherTabBegins();
		await syncs(second);
		await answers(second, 'CJ2.1', 'partly');
		await first.open.position();
		const held = (await first.open.changes()).map(({ change }) => change);
		expect(held.map(({ n }) => n)).toEqual(held.map((_, index) => index + 1));
		expect(held.map(({ args }) => (args as { value: unknown }).value).slice(-2)).toEqual(['no', 3]);
		expect(await answers(second, 'CJ2.2', 'yes')).toMatchObject({ ok: true, value: { n: held.length + 1 } });
		await syncs(second);
		expect([atServer('CJ2.1'), atServer('CJ2.2'), atServer('CJ2.3')]).toEqual(['partly', 'yes', 3]);
	});

	test('S5, F: what the second tab renumbered already is not put twice, however many ask at once', async () => {
		await answers(first.open, 'CJ2.1', 'yes');
		await answers(first.open, 'CJ2.2', 'no');
		const second = await anotherTabBegins(first.journal);
		await becomeNewClient(syncParts(second, server));
		const renumbered = await waiting(second);
		await Promise.all([first.open.position(), first.open.position(), first.open.position()]);
		expect(await waiting(first.open)).toEqual(renumbered);
		expect(renumbered).toHaveLength(2);
	});

	test('S5, S7, S8: several ask at once: what is lacking is brought along once', async () => {
		await answers(first.open, 'CJ2.1', 'yes');
		const second = await anotherTabBegins();
		await becomeNewClient(syncParts(second, server));
		await Promise.all([first.open.position(), first.open.position(), first.open.position()]);
		expect(await waiting(first.open)).toHaveLength(1);
		expect(first.open.highestN).toBe(1);
	});

	test('S7, F: without a journal, what the page remembers is brought along', async () => {
		const lone = await anOpenStore({
			store,
			journal: noJournal as MemoryJournal,
			root: first.root,
			clientId: first.open.clientId
		});
		await answers(lone.open, 'CJ2.1', 'yes');
		await answers(lone.open, 'CJ2.2', 'no');
		const second = await anotherTabBegins();
		await becomeNewClient(syncParts(second, server));
		await lone.open.position();
		expect(await waiting(second)).toHaveLength(2);
	});

	test('S7, S8: a disk that fails in between lets go of nothing, and it is done at the next look', async () => {
		await answers(first.open, 'CJ2.1', 'yes');
		const second = await anotherTabBegins();
		await becomeNewClient(syncParts(second, server));
		const { write } = MemoryStore.prototype;
		MemoryStore.prototype.write = () => Promise.reject(new Error('the disk failed'));
		await expect(first.open.position())
			.rejects.toThrow('the disk failed')
			.finally(() => {
				MemoryStore.prototype.write = write;
			});
		expect([first.journal.restarts, first.journal.held.length]).toEqual([[], 1]);
		await first.open.position();
		expect(await waiting(second)).toHaveLength(1);
	});

	test('W7: what a verified backup holds stays where it is', async () => {
		await answers(first.open, 'CJ2.1', 'yes');
		server.durableN = 1;
		await syncs(first.open);
		const second = await anotherTabBegins();
		await becomeNewClient(syncParts(second, server));
		await first.open.position();
		expect(await waiting(first.open)).toEqual([]);
	});

	test('W7: where the server was restored meanwhile, a change goes as having seen nothing', async () => {
		await recordChange(first.open, answerIntent('CJ2.1', 'yes', 1));
		const second = await anotherTabBegins();
		server.epoch = 'epoch-2';
		await syncs(second);
		await becomeNewClient(syncParts(second, server));
		await first.open.position();
		expect((await first.open.changes()).map(({ change }) => change.base)).toEqual([0]);
	});
});

describe('S5, S7, S8, F: a store deleted under a living tab, and filled under the same name by another', () => {
	test('S5, S7, S8: a change whose number the second tab gave away goes behind, and both are sent', async () => {
		await answers(first.open, 'CJ2.1', 'yes');
		const second = await anotherTabBegins();
		await syncs(second);
		await answers(second, 'CJ2.2', 'no');
		expect(second.clientId).toBe(first.open.clientId);
		await positionHealed(first.open);
		expect(await waiting(first.open)).toHaveLength(2);
		expect(first.journal.held.map(({ n, life }) => [n, life])).toEqual([[2, second.life]]);
		await syncs(first.open);
		expect([atServer('CJ2.1'), atServer('CJ2.2')]).toEqual(['yes', 'no']);
		expect(server.ids.size).toBe(2);
	});

	test('S5, S8: a save of the first tab is never written into the other’s store as if it were its own', async () => {
		await answers(first.open, 'CJ2.1', 'yes');
		const second = await anotherTabBegins();
		await syncs(second);
		await answers(second, 'CJ2.2', 'no');
		expect(await answers(first.open, 'CJ2.3', 3)).toMatchObject({ ok: true, value: { n: 3 } });
		expect((await first.open.changes()).map(({ change }) => change.n)).toEqual([1, 2, 3]);
		expect(await answers(second, 'CJ2.1', 'partly')).toMatchObject({ ok: true, value: { n: 4 } });
	});

	test('S8, W7: what the second tab sent under that number, backed up since, does not pass for the first’s', async () => {
		await answers(first.open, 'CJ2.1', 'yes');
		const second = await anotherTabBegins();
		await syncs(second);
		await answers(second, 'CJ2.2', 'no');
		server.durableN = 1;
		await syncs(second);
		await positionHealed(first.open);
		await syncs(first.open);
		expect([atServer('CJ2.1'), atServer('CJ2.2')]).toEqual(['yes', 'no']);
	});

	test('S7, S8: a tab that ended before it noticed: the next start brings its work along, once, and keeps it noted', async () => {
		first.journal.life = first.open.life;
		await answers(first.open, 'CJ2.1', 'yes');
		const left = [...first.journal.held];
		const second = await anotherTabBegins();
		await syncs(second);
		await answers(second, 'CJ2.2', 'no');
		server.durableN = 1;
		await syncs(second);
		const journal = new MemoryJournal();
		const third = await anOpenStore({ store, journal, root: first.root, clientId: second.clientId });
		expect(await putBack(third.open, left)).toBe(1);
		expect(journal.held.map(({ n }) => n)).toEqual([2]);
		expect(await putBack(third.open, left)).toBe(0);
		await syncs(third.open);
		expect([atServer('CJ2.1'), atServer('CJ2.2')]).toEqual(['yes', 'no']);
	});

	test('S8: a tab that heals the store itself begins it anew, and its journal with it', async () => {
		await answers(first.open, 'CJ2.1', 'yes');
		const before = first.open.life;
		store.deleted = new MemoryStore();
		await positionHealed(first.open);
		expect(await waiting(first.open)).toHaveLength(1);
		expect(first.open.life).not.toBe(before);
		expect(first.journal.held.map(({ n, life }) => [n, life])).toEqual([[1, first.open.life]]);
		expect(await positionHealed(first.open)).toMatchObject({ counter: 1, life: first.open.life });
		expect(first.journal.restarts).toHaveLength(1);
	});

	test('S8, W8: a store that a build before this one began is given a life once, and nothing else alters', async () => {
		await answers(first.open, 'CJ2.1', 'yes');
		await store.write({ life: '' });
		const again = await anOpenStore({ store, journal: first.journal, root: first.root, clientId: first.open.clientId });
		expect(await putBack(again.open, first.journal.held)).toBe(0);
		const { life, counter } = await store.position();
		expect([life, counter]).toEqual([again.open.life, 1]);
		expect(life).not.toBe('');
		expect(first.journal.held.map(({ n }) => n)).toEqual([1]);
		expect(await putBack(again.open, first.journal.held)).toBe(0);
		expect((await store.position()).life).toBe(life);
	});
});

test('S7, S8, F: a tab that ended before it heard of the new name: the next one brings its work along, once', async () => {
	await answers(first.open, 'CJ2.1', 'yes');
	await answers(first.open, 'CJ2.2', 'no');
	const left = [{ clientId: first.open.clientId, entries: first.journal.held }];
	const second = await anotherTabBegins();
	await becomeNewClient(syncParts(second, server));
	const journal = new MemoryJournal();
	journal.left = left;
	const third = await anOpenStore({ store, journal, root: first.root, clientId: second.clientId });
	expect(await bringFromOtherNames(third.open)).toBe(2);
	expect(journal.held.map(({ n }) => n)).toEqual([1, 2]);
	expect(await bringFromOtherNames(third.open)).toBe(0);
	await syncs(third.open);
	expect([atServer('CJ2.1'), atServer('CJ2.2')]).toEqual(['yes', 'no']);
});
