import { describe, expect, test } from 'vitest';
import { testDatabase } from '../db/testDatabase.ts';
import { countWrong, waitAfter, waitLeft } from './backOff.ts';
import { forgetAccount } from './signInAttempts.repository.ts';

const second = 1_000;
const minute = 60 * second;
const start = Date.UTC(2026, 2, 12, 9);

test.each([
	[0, 0],
	[4, 0],
	[5, 30 * second],
	[6, minute],
	[7, 2 * minute],
	[8, 4 * minute],
	[9, 8 * minute],
	[10, 15 * minute],
	[60, 15 * minute],
	[5_000, 15 * minute]
])('after %i wrong ones the next waits %i ms', (wrong, wait) => {
	expect(waitAfter(wrong)).toBe(wait);
});

describe('wrong passwords', () => {
	async function wrong(times: number, username = 'dana', address = 'a', now = start) {
		const database = await testDatabase();
		const told = [];
		for (let i = 0; i < times; i += 1) told.push(await countWrong(database.db, username, address, now));
		return { database, told };
	}

	test('tell no wait until the sixth', async () => {
		expect((await wrong(7)).told).toEqual([0, 0, 0, 0, 0, minute, 2 * minute]);
	});

	test('of one account count from wherever they come', async () => {
		const { database } = await wrong(3);
		for (const address of ['b', 'c']) await countWrong(database.db, 'dana', address, start);
		expect(await waitLeft(database.db, 'dana', 'another', start)).toBe(30 * second);
		expect(await waitLeft(database.db, 'ruth', 'another', start)).toBe(0);
	});

	test('of one address count by account, so that one who mistypes keeps no office waiting', async () => {
		const { database } = await wrong(20);
		expect(await waitLeft(database.db, 'ruth', 'a', start)).toBe(0);
		for (const name of ['b', 'c', 'd', 'e']) await countWrong(database.db, name, 'a', start);
		expect(await waitLeft(database.db, 'ruth', 'a', start)).toBe(30 * second);
		expect(await waitLeft(database.db, 'ruth', 'elsewhere', start)).toBe(0);
	});

	test('a wait runs out by itself, to the millisecond', async () => {
		const { database } = await wrong(5);
		expect(await waitLeft(database.db, 'dana', 'a', start + 29_999)).toBe(1);
		expect(await waitLeft(database.db, 'dana', 'a', start + 30_000)).toBe(0);
	});

	test('are forgotten after an hour, and the count begins again', async () => {
		const { database } = await wrong(8);
		const later = start + 60 * minute + 1;
		expect(await waitLeft(database.db, 'dana', 'a', later)).toBe(0);
		expect(await countWrong(database.db, 'dana', 'a', later)).toBe(0);
		const rows = await database.db.selectFrom('sign_in_attempt').selectAll().execute();
		expect(rows.map((row) => row.wrong)).toEqual([1]);
	});

	test('of an account that came in are forgotten, and no other’s', async () => {
		const { database } = await wrong(8);
		await countWrong(database.db, 'ruth', 'a', start);
		await forgetAccount(database.db, 'dana');
		expect(await waitLeft(database.db, 'dana', 'b', start)).toBe(0);
		const rows = await database.db.selectFrom('sign_in_attempt').select('username').execute();
		expect(rows).toEqual([{ username: 'ruth' }]);
	});
});
