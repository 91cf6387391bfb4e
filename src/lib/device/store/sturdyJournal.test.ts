import { expect, test } from 'vitest';
import { MemoryJournal } from '../testWorld.ts';
import { sturdyJournal } from './sturdyJournal.ts';

const bytes = new Uint8Array([1]);

class Broken extends MemoryJournal {
	isClosed = false;
	override append(): Promise<void> {
		return Promise.reject(new Error('the worker stopped'));
	}
	override close(): void {
		this.isClosed = true;
	}
}

test('S8: a journal that fails is opened anew and the entry written there', async () => {
	const [broken, fresh] = [new Broken(), new MemoryJournal()];
	let lost = 0;
	const journal = sturdyJournal(
		broken,
		async () => fresh,
		{ clientId: 'c1', life: '' },
		() => (lost += 1)
	);
	await journal.append(1, bytes);
	expect([broken.isClosed, fresh.held.map(({ n }) => n), lost]).toEqual([true, [1], 0]);
});

test.each([async () => null, async () => new Broken()])(
	'S8: when that fails too it is told once, and saving goes on',
	async (reopen) => {
		let lost = 0;
		const journal = sturdyJournal(new Broken(), reopen, { clientId: 'c1', life: '' }, () => (lost += 1));
		await journal.append(1, bytes);
		await journal.append(2, bytes);
		expect(lost).toBe(1);
		expect(await journal.entries()).toEqual([]);
	}
);

test('closed with the lock, it opens nothing again', async () => {
	let reopened = 0;
	const journal = sturdyJournal(
		new Broken(),
		async () => ((reopened += 1), null),
		{ clientId: 'c1', life: '' },
		() => undefined
	);
	journal.close();
	await journal.append(1, bytes);
	expect(reopened).toBe(0);
});

test('FORK: opened anew after a new name, it is under that name', async () => {
	const asked: string[] = [];
	class RestartOnly extends Broken {}
	const journal = sturdyJournal(
		new RestartOnly(),
		async (clientId) => (asked.push(clientId), new MemoryJournal()),
		{ clientId: 'c1', life: '' },
		() => undefined
	);
	await journal.restart('c2', []);
	await journal.append(1, bytes);
	expect(asked).toEqual(['c2']);
});
