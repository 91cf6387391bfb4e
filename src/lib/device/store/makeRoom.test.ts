import { describe, expect, test } from 'vitest';
import { sayHello } from '../sync/sayHello.ts';
import { pullChanges } from '../sync/pullChanges.ts';
import { pushOutbox } from '../sync/pushOutbox.ts';
import { TestServer } from '../sync/testServer.ts';
import { ada, anAudit, anOpenStore, answerIntent, aTemplateRecord, smallTemplate, syncParts } from '../testWorld.ts';
import { isDeadHandle, isOutOfRoom } from './deadHandle.ts';
import type { Plan } from './DeviceStore.ts';
import { sparesInOrder } from './makeRoom.ts';
import { MemoryStore } from './MemoryStore.ts';
import { recordChange } from './recordChange.ts';

const full = () => new DOMException('no room', 'QuotaExceededError');

/** A store that is full from its n-th write on, until so many things were let go. */
class FullStore extends MemoryStore {
	fullFrom = Infinity;
	spare = 0;
	writes = 0;
	override async write(plan: Plan): Promise<boolean> {
		this.writes += 1;
		const isLettingGo = plan.add === undefined && plan.put === undefined;
		if (!isLettingGo && this.writes >= this.fullFrom && this.spare > 0) throw full();
		return super.write(plan);
	}
}

async function aFullTablet() {
	const letGo: string[] = [];
	const store = new FullStore();
	const dropCaches = async () => {
		letGo.push('caches');
		store.spare -= 1;
	};
	const [caches, pictures, durable] = sparesInOrder(dropCaches);
	const spares = [
		...(caches === undefined ? [] : [caches]),
		async (open: Parameters<NonNullable<typeof pictures>>[0]) => {
			letGo.push('thumbnails');
			await pictures?.(open);
		},
		async (open: Parameters<NonNullable<typeof durable>>[0]) => {
			letGo.push('durable');
			store.spare -= 1;
			await durable?.(open);
		}
	];
	const world = await anOpenStore({ store, spares });
	const server = new TestServer(ada, smallTemplate);
	server.put(anAudit(), aTemplateRecord());
	const parts = syncParts(world.open, server);
	await sayHello(parts);
	await pullChanges(parts);
	await recordChange(world.open, answerIntent('CJ2.1', 'yes'));
	await recordChange(world.open, answerIntent('CJ2.2', 'yes'));
	await pushOutbox(parts);
	const { open } = world;
	await open.write({ meta: await open.sealState({ ...(await open.state()), durableN: 1 }), turns: true });
	await recordChange(open, answerIntent('CJ2.1', 'no'));
	return { ...world, store, letGo };
}
const numbers = (rows: readonly { readonly n: number }[]) => rows.map(({ n }) => n);

describe('a tablet that is full', () => {
	test('S6: caches go first, and where that is enough nothing else does', async () => {
		const { open, store, letGo } = await aFullTablet();
		store.fullFrom = store.writes + 1;
		store.spare = 1;
		expect(await recordChange(open, answerIntent('CJ2.3', 4))).toMatchObject({ ok: true });
		expect(letGo).toEqual(['caches']);
		expect(numbers(await store.kept())).toEqual([1, 2]);
	});

	test('S6: then kept that a backup holds, and only that; never the outbox', async () => {
		const { open, store, letGo } = await aFullTablet();
		store.fullFrom = store.writes + 1;
		store.spare = 2;
		expect(await recordChange(open, answerIntent('CJ2.3', 4))).toMatchObject({ ok: true });
		expect(letGo).toEqual(['caches', 'thumbnails', 'durable']);
		expect([numbers(await store.kept()), numbers(await store.outbox())]).toEqual([[2], [3, 4]]);
	});

	test('S6, S7: when nothing is left to let go the save fails, is told, and the outbox is whole', async () => {
		const { open, store, letGo } = await aFullTablet();
		store.fullFrom = store.writes + 1;
		store.spare = 9;
		await expect(recordChange(open, answerIntent('CJ2.3', 4))).rejects.toThrow('no room');
		expect(letGo).toEqual(['caches', 'thumbnails', 'durable']);
		expect(numbers(await store.outbox())).toEqual([3]);
		store.spare = 0;
		expect(await recordChange(open, answerIntent('CJ2.3', 4))).toMatchObject({ ok: true });
	});

	test.each([1, 2, 3, 4, 5])(
		'S6: full at the %i. write from now, whatever it is, nothing that was saved is lost',
		async (nth) => {
			const { open, store } = await aFullTablet();
			store.fullFrom = store.writes + nth;
			store.spare = 1;
			for (const value of [1, 2, 3])
				expect(await recordChange(open, answerIntent('CJ2.3', value))).toMatchObject({ ok: true });
			expect(numbers(await store.outbox())).toEqual([3, 4, 5, 6]);
		}
	);
});

test('S2, S6: full is told from dead, however deep it is wrapped', () => {
	const wrapped = Object.assign(new Error('aborted'), { name: 'AbortError', inner: full() });
	expect([isOutOfRoom(wrapped), isDeadHandle(wrapped)]).toEqual([true, false]);
	expect([isOutOfRoom(new DOMException('gone', 'AbortError')), isOutOfRoom('full')]).toEqual([false, false]);
});
