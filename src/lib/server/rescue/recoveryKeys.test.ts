import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { readRecoveryKey } from '../sync/serverIdentity.ts';
import { listKeys, makeKey, recoveryKeysIn, settleRecoveryKeys } from './recoveryKeys.ts';

const now = Date.now();
const year = 365 * 86_400_000;

forEachDatabase((open) => {
	async function world() {
		const database = await open();
		const folder = path.join(await mkdtemp(path.join(tmpdir(), 'dipper-keys-')), 'recovery-keys');
		const settle = (at = now) => settleRecoveryKeys(database, folder, at);
		const current = async () => (await readRecoveryKey(database.db)).kid;
		return { database, folder, settle, current };
	}

	test('V2: no private half stays in the database; one that lay there opens what it did and is replaced', async () => {
		const { database, folder, settle, current } = await world();
		const before = await current();
		await settle();
		const rows = await database.db.selectFrom('recovery_key').select(['kid', 'private_jwk']).execute();
		expect(rows.map(({ private_jwk: half }) => half)).toEqual(['', '']);
		expect(await current()).not.toBe(before);
		expect((await recoveryKeysIn(folder).open(before))?.type).toBe('private');
		expect((await recoveryKeysIn(folder).open(await current()))?.extractable).toBe(false);
	});

	test('V2: the files are the server’s own to read, and a start after a start changes nothing', async () => {
		const { folder, settle, current } = await world();
		await settle();
		const kid = await current();
		await settle(now + 1000);
		expect(await current()).toBe(kid);
		expect((await stat(folder)).mode & 0o777).toBe(0o700);
		for (const name of await readdir(folder)) expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o600);
	});

	test('V2: a key is replaced after a year, when its private half is gone, and when someone asks', async () => {
		const { database, folder, settle, current } = await world();
		await settle();
		const first = await current();
		await settle(now + year + 10_000);
		const second = await current();
		await rm(path.join(folder, `${second}.json`));
		await settle(now + year + 20_000);
		const third = await current();
		const fourth = await makeKey(database.db, folder, 0);
		expect(new Set([first, second, third, fourth]).size).toBe(4);
		expect(await current()).toBe(fourth);
		const known = new Map((await listKeys(database.db, folder)).map(({ kid, isHere }) => [kid, isHere]));
		expect([known.get(first), known.get(second), known.get(third), known.get(fourth)]).toEqual([
			true,
			false,
			true,
			true
		]);
	});

	test('V2: a restored database is told of the keys whose files are here', async () => {
		const { database, settle, current } = await world();
		await settle();
		const kid = await current();
		await database.db.deleteFrom('recovery_key').where('kid', '=', kid).execute();
		await settle();
		expect(await current()).toBe(kid);
	});

	test('P1: a kid is never the name of a file elsewhere', async () => {
		const { folder, settle } = await world();
		await settle();
		for (const kid of ['../../etc/passwd', '', 'x', '../recovery-keys/x'])
			expect(await recoveryKeysIn(folder).open(kid)).toBe(null);
	});
});
