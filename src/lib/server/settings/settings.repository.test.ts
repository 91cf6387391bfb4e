import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { findSetting, removeSetting, saveSetting } from './settings.repository.ts';

forEachDatabase((open) => {
	test('a setting is kept, and kept anew', async () => {
		const { db } = await open();
		expect(await findSetting(db, 'council-name')).toBeNull();
		await saveSetting(db, 'council-name', 'Marchbrook');
		await saveSetting(db, 'council-name', 'Marchbrook council');
		expect(await findSetting(db, 'council-name')).toBe('Marchbrook council');
	});

	test('of two that remove a setting at once, one is told that it did', async () => {
		const { db } = await open();
		await saveSetting(db, 'first-run-token', 'x');
		const told = await Promise.all([1, 2].map(() => removeSetting(db, 'first-run-token', 'x')));
		expect(told.sort()).toEqual([false, true]);
	});

	test('a setting that has another value is left', async () => {
		const { db } = await open();
		await saveSetting(db, 'first-run-token', 'x');
		expect(await removeSetting(db, 'first-run-token', 'y')).toBe(false);
	});
});
