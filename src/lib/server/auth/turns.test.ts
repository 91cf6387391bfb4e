import { expect, test } from 'vitest';
import { inTurn } from './turns.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('what has one key runs one after another', async () => {
	const seen: string[] = [];
	const work = (name: string, ms: number) => async () => {
		seen.push(`${name} begins`);
		await pause(ms);
		seen.push(`${name} ends`);
	};
	await Promise.all([inTurn('k', work('a', 15)), inTurn('k', work('b', 1))]);
	expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('different keys do not wait for one another', async () => {
	let freed: () => void = () => undefined;
	const held = inTurn('a', () => new Promise<void>((resolve) => (freed = resolve)));
	await expect(inTurn('b', async () => 'done')).resolves.toBe('done');
	freed();
	await held;
});

test('one that fails lets the next begin', async () => {
	const failing = inTurn('k', () => Promise.reject(new Error('on purpose')));
	const next = inTurn('k', async () => 'done');
	await expect(failing).rejects.toThrow('on purpose');
	await expect(next).resolves.toBe('done');
});
