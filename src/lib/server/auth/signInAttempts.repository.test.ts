import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import {
	addWrong,
	attemptsFromAddress,
	attemptsOnAccount,
	forgetAccount,
	forgetBefore
} from './signInAttempts.repository.ts';

const minute = 60_000;
const begin = Date.UTC(2026, 2, 12, 9);
const office = '192.0.2.1';
const elsewhere = '198.51.100.9';

forEachDatabase((open) => {
	test('wrong passwords for one account are counted together, from wherever they came', async () => {
		const { db } = await open();
		await addWrong(db, 'ada', office, begin, 0);
		await addWrong(db, 'ada', office, begin + minute, 0);
		await addWrong(db, 'ada', elsewhere, begin + 2 * minute, 0);
		await addWrong(db, 'ben', office, begin + 3 * minute, 0);
		expect(await attemptsOnAccount(db, 'ada', 0)).toEqual({ wrong: 3, lastWrongAt: begin + 2 * minute });
		expect(await attemptsOnAccount(db, 'ben', 0)).toEqual({ wrong: 1, lastWrongAt: begin + 3 * minute });
	});

	test('an address counts each account once: an office that shares one is not kept out by one person’s typing', async () => {
		const { db } = await open();
		for (let tries = 0; tries < 9; tries += 1) await addWrong(db, 'ada', office, begin + tries, 0);
		await addWrong(db, 'ben', office, begin + minute, 0);
		expect(await attemptsFromAddress(db, office, 0)).toEqual({ wrong: 2, lastWrongAt: begin + minute });
		expect(await attemptsFromAddress(db, elsewhere, 0)).toEqual({ wrong: 0, lastWrongAt: 0 });
	});

	test('what is older than the time looked back to neither counts nor is counted on', async () => {
		const { db } = await open();
		await addWrong(db, 'ada', office, begin, 0);
		await addWrong(db, 'ada', office, begin + 1, 0);
		expect(await attemptsOnAccount(db, 'ada', begin + minute)).toEqual({ wrong: 0, lastWrongAt: 0 });
		await addWrong(db, 'ada', office, begin + 30 * minute, begin + minute);
		expect(await attemptsOnAccount(db, 'ada', begin + minute)).toEqual({
			wrong: 1,
			lastWrongAt: begin + 30 * minute
		});
	});

	test('coming in forgets the account and leaves the others; old ones are swept away', async () => {
		const { db } = await open();
		await addWrong(db, 'ada', office, begin, 0);
		await addWrong(db, 'ben', office, begin + minute, 0);
		await addWrong(db, 'cai', elsewhere, begin + 2 * minute, 0);
		await forgetAccount(db, 'ben');
		await forgetBefore(db, begin + minute);
		const left = await db.selectFrom('sign_in_attempt').select('username').execute();
		expect(left).toEqual([{ username: 'cai' }]);
	});

	test('a name nobody has is counted like any other, so that the answer tells nothing', async () => {
		const { db } = await open();
		await addWrong(db, 'nobody-here', office, begin, 0);
		expect(await attemptsOnAccount(db, 'nobody-here', 0)).toEqual({ wrong: 1, lastWrongAt: begin });
		expect(await attemptsOnAccount(db, 'nor-here', 0)).toEqual({ wrong: 0, lastWrongAt: 0 });
	});
});
