import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Commit, Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { appendToLog } from './changeLog.ts';
import { keepWitness } from './keepWitness.ts';
import { readWitness } from './witness.ts';

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Far longer than a test: only `look` looks. */
const never = 3_600_000;

const entry = { at: 1, personId: 'ada', clientId: null, n: null, outcome: 'applied' };

forEachDatabase((open) => {
	async function world() {
		const real = await open();
		const folder = mkdtempSync(path.join(tmpdir(), 'dipper-witness-'));
		folders.push(folder);
		const noted = () => readWitness(folder)?.seq ?? null;
		/** Of each commit: whether it waited for the disk, and how far the witness then was. */
		const commits: { readonly flush: boolean; readonly noted: number | null }[] = [];
		let failing = false;
		const database: Database = {
			...real,
			transaction: async (work, how: Commit = { flush: true }) => {
				if (failing) throw new Error('the disk is full');
				const done = await real.transaction(work, how);
				commits.push({ flush: how.flush, noted: noted() });
				return done;
			}
		};
		const append = () =>
			real.transaction((trx) => appendToLog(trx, { ...entry, change: { name: 'x' } }), { flush: false });
		const breaks = (now: boolean) => (failing = now);
		return { database, folder, commits, noted, append, breaks };
	}

	test('W7: what a commit left to the next flush is on the disk before it is noted outside the database', async () => {
		const { database, folder, commits, noted, append } = await world();
		const keeper = await keepWitness(database, folder, never);
		expect(noted()).toBe(0);
		await append();
		await append();
		commits.length = 0;
		await keeper.look();
		expect(commits).toEqual([{ flush: true, noted: 0 }]);
		expect(noted()).toBe(2);
		await keeper.stop();
	});

	test('W7: while the disk takes nothing, nothing is noted; a later look goes on as if that one had not been', async () => {
		const { database, folder, noted, append, breaks } = await world();
		const keeper = await keepWitness(database, folder, never);
		await append();
		breaks(true);
		await expect(keeper.look()).rejects.toThrow('the disk is full');
		expect(noted()).toBe(0);
		breaks(false);
		await keeper.stop();
		expect(noted()).toBe(1);
	});

	test('a look that finds nothing new neither waits for the disk nor writes', async () => {
		const { database, folder, commits, append } = await world();
		await append();
		const keeper = await keepWitness(database, folder, never);
		commits.length = 0;
		await keeper.look();
		await keeper.stop();
		expect(commits).toEqual([]);
	});
});
