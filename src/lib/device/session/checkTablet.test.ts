import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { pbkdf2 } from '../vault/keyDerivation.ts';
import { checkTablet, isFit, type CheckedParts, type CheckId } from './checkTablet.ts';
import { keepCanary } from './keepCanary.ts';
import { memoryJournals } from './testTablet.ts';

const gigabyte = 1024 ** 3;

async function verdicts(given: Partial<CheckedParts> = {}) {
	const checks = await checkTablet({
		isSecure: true,
		derivation: { alg: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 },
		keepCanary: () => keepCanary(`canary-${crypto.randomUUID()}`),
		journals: memoryJournals(),
		quota: async () => ({ used: 0, max: gigabyte }),
		isPersisted: async () => true,
		isInTabOnIpad: false,
		...given
	});
	const found = (id: CheckId) => checks.find((check) => check.id === id)?.verdict;
	return { fit: isFit(checks), found, all: checks.map(({ verdict }) => verdict) };
}

test('S6: a tablet where everything works passes every check', async () => {
	expect(await verdicts()).toMatchObject({ fit: true, all: Array.from({ length: 8 }, () => 'good') });
});

test('S6: a store that forgets, or throws, makes a tablet unfit', async () => {
	const forgets = await verdicts({ keepCanary: async () => false });
	expect([forgets.fit, forgets.found('store')]).toEqual([false, 'bad']);
	const throws = await verdicts({
		keepCanary: () => Promise.reject(new DOMException('private window', 'SecurityError'))
	});
	expect([throws.fit, throws.found('store')]).toEqual([false, 'bad']);
});

test('S6, S8: no journal is told of; a journal that is refused is a private window', async () => {
	const without = await verdicts({ journals: { ...memoryJournals(), isPossible: false } });
	expect([without.fit, without.found('journal')]).toEqual([true, 'poor']);
	const refused = await verdicts({
		journals: { ...memoryJournals(), open: () => Promise.reject(new Error('not here')) }
	});
	expect([refused.fit, refused.found('journal')]).toEqual([false, 'bad']);
});

test.each([
	[0, 'poor', true],
	[20 * 1024 ** 2, 'bad', false],
	[120 * 1024 ** 2, 'poor', true],
	[gigabyte, 'good', true]
] as const)('S6: with %i bytes of room it is %s', async (max, verdict, fit) => {
	const checked = await verdicts({ quota: async () => ({ used: 0, max }) });
	expect([checked.found('room'), checked.fit]).toEqual([verdict, fit]);
});

test('S6: not promised to be kept, in a tab of an iPad, without WebAssembly: it works, and is told', async () => {
	const checked = await verdicts({ isPersisted: async () => false, isInTabOnIpad: true, derivation: pbkdf2 });
	expect(checked.fit).toBe(true);
	expect([checked.found('kept'), checked.found('home-screen'), checked.found('derivation')]).toEqual([
		...['poor', 'poor', 'poor']
	]);
});

test('S6: without a safe connection nobody is set up', async () => {
	expect((await verdicts({ isSecure: false })).fit).toBe(false);
});

test('S6: the canary leaves nothing behind', async () => {
	const name = `canary-${crypto.randomUUID()}`;
	expect(await keepCanary(name)).toBe(true);
	expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(name);
});
