import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, describe, expect, test } from 'vitest';
import { isDeadHandle } from './deadHandle.ts';
import { DexieStore, refuseInsideTransaction } from './DexieStore.ts';
import { MemoryStore } from './MemoryStore.ts';
import { storeContract } from './storeContract.ts';

let made = 0;
const name = () => `test-${(made += 1)}`;

storeContract('memory', async () => new MemoryStore());
storeContract('IndexedDB', async () => new DexieStore(name()));

let toKill = 0;
let killed = 0;
let deathName = '';
const asked: unknown[] = [];
const original = IDBDatabase.prototype.transaction;

// Dexie takes hold of the method when it opens, so it is replaced once for all tests.
IDBDatabase.prototype.transaction = function (...args: Parameters<IDBDatabase['transaction']>) {
	asked.push(args[2]?.durability);
	if (killed >= toKill) return original.apply(this, args);
	killed += 1;
	throw new DOMException('The database connection is closing.', deathName);
};
afterEach(() => killConnections(0));

/** Makes the next `times` transactions fail as WebKit's killed connections do. */
function killConnections(times: number, errorName = 'InvalidStateError'): void {
	toKill = times;
	killed = 0;
	deathName = errorName;
}

describe('S2: a dead connection', () => {
	test.each(['InvalidStateError', 'UnknownError'])('%s: reopened, and the write done again', async (errorName) => {
		const store = new DexieStore(name());
		await store.write({ counter: 1, add: [{ n: 1, rid: 'r', sealed: new Uint8Array([1]) }] });
		killConnections(1, errorName);
		expect(
			await store.write({ expect: { counter: 1 }, counter: 2, add: [{ n: 2, rid: 'r', sealed: new Uint8Array([2]) }] })
		).toBe(true);
		expect(killed).toBe(1);
		expect((await store.outbox()).map(({ n }) => n)).toEqual([1, 2]);
	});

	test('closed by someone else: the store opens it again', async () => {
		const store = new DexieStore(name());
		await store.write({ counter: 1 });
		store.close();
		expect(await store.position()).toEqual({ counter: 1, rev: 0, seq: 0, life: '' });
	});

	test('what cannot be mended is thrown, never passed off as done', async () => {
		const store = new DexieStore(name());
		await store.position();
		killConnections(100);
		await expect(store.write({ counter: 5 })).rejects.toThrow();
		expect(killed).toBeGreaterThan(1);
	});

	test('a full disk is not a dead connection', () => {
		expect(isDeadHandle(new DOMException('no room', 'QuotaExceededError'))).toBe(false);
		expect(isDeadHandle(new DOMException('gone', 'InvalidStateError'))).toBe(true);
		expect(isDeadHandle('a string')).toBe(false);
	});
});

test('S1: transactions are asked for with strict durability', async () => {
	asked.length = 0;
	await new DexieStore(name()).write({ counter: 1 });
	expect(asked).toContain('strict');
});

test('S4: a cipher inside a transaction is refused, outside it is not', async () => {
	const database = new Dexie(name());
	database.version(1).stores({ rows: 'key' });
	await expect(database.transaction('rw', database.table('rows'), () => refuseInsideTransaction())).rejects.toThrow(
		'no cipher'
	);
	expect(() => refuseInsideTransaction()).not.toThrow();
});
