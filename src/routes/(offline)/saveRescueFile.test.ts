import { expect, test } from 'vitest';
import { saveRescueFile } from './saveRescueFile.ts';

const file = { name: 'dipper-2026-03-12-0000.dipper-rescue', text: '{}', changes: 3, files: 1, left: 0 };

test('S6: on a full tablet the sealed copy is made and handed out, as it is', async () => {
	const given: unknown[] = [];
	expect(
		await saveRescueFile(
			async () => file,
			(one) => given.push(one)
		)
	).toBe('saved');
	expect(given).toEqual([file]);
});

test('S6: photos that the file had no room for are told of', async () => {
	expect(
		await saveRescueFile(
			async () => ({ ...file, left: 2 }),
			() => undefined
		)
	).toBe('part');
});

test('S6: where there is nothing to carry, nothing is handed out', async () => {
	const given: unknown[] = [];
	expect(
		await saveRescueFile(
			async () => null,
			(one) => given.push(one)
		)
	).toBe('none');
	expect(given).toEqual([]);
});

test('S6: a disk too full to make it, or a browser that takes no file, is told', async () => {
	const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
	expect(await saveRescueFile(full, () => undefined)).toBe('failed');
	const refuses = () => {
		throw new Error('no downloads here');
	};
	expect(await saveRescueFile(async () => file, refuses)).toBe('failed');
});
