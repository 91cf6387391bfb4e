import { expect, test } from 'vitest';
import { LiveQuery } from './LiveQuery.svelte.ts';
import { Bell } from './store/Bell.ts';
import { VaultLocked } from './vault/Vault.ts';

/** A store whose reads end when a test says so. */
function slowStore() {
	const ends: ((value: number) => void)[] = [];
	const listeners: (() => void)[] = [];
	const live = new LiveQuery(
		0,
		() => new Promise<number>((resolve) => ends.push(resolve)),
		(again) => {
			listeners.push(again);
			return () => listeners.splice(0);
		}
	);
	return { live, ends, ring: () => listeners.forEach((listener) => listener()) };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a live query shows what it began with until it was read', async () => {
	const { live, ends } = slowStore();
	const read = live.refresh();
	expect([live.current, live.isReady]).toEqual([0, false]);
	ends[0]?.(7);
	await read;
	expect([live.current, live.isReady]).toEqual([7, true]);
});

test('many changes while it reads lead to one more read, which began after them all', async () => {
	const { live, ends, ring } = slowStore();
	const first = live.refresh();
	ring();
	ring();
	const last = live.refresh();
	expect(ends).toHaveLength(1);
	ends[0]?.(1);
	await first;
	await settle();
	expect(ends).toHaveLength(2);
	ends[1]?.(2);
	await last;
	expect([live.current, ends.length]).toEqual([2, 2]);
});

test('stopped, it takes no late answer', async () => {
	const { live, ends } = slowStore();
	const read = live.refresh();
	live.stop();
	ends[0]?.(9);
	await read;
	expect(live.current).toBe(0);
});

test('locked while it reads, it stays as it is; another failure is thrown', async () => {
	const locked = new LiveQuery(
		1,
		() => Promise.reject(new VaultLocked()),
		() => () => undefined
	);
	await locked.refresh();
	expect(locked.current).toBe(1);
	const broken = new LiveQuery(
		1,
		() => Promise.reject(new Error('disk')),
		() => () => undefined
	);
	await expect(broken.refresh()).rejects.toThrow('disk');
});

test('a bell is heard in its own tab and in others, until it is closed', async () => {
	const [here, there] = [new Bell('b1'), new Bell('b1')];
	const heard: string[] = [];
	const stop = here.listen(() => heard.push('here'));
	there.listen(() => heard.push('there'));
	here.ring();
	expect(heard).toEqual(['here']);
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(heard).toEqual(['here', 'there']);
	stop();
	here.ring();
	here.close();
	there.close();
	expect(heard).toEqual(['here', 'there']);
});
