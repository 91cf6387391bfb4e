import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import { aPerson } from '../../../../tests/fixtures/records.ts';
import type { Database } from '../db/connection.ts';
import { appendToLog } from '../log/changeLog.ts';
import { aMachine, type Machine } from './aStore.fixture.ts';
import { listBackups } from './backups.repository.ts';
import { backupStanding, noKeyNotice } from './backupStanding.ts';
import { chooseKept } from './chooseKept.ts';
import { scheduledBackup } from './scheduledBackup.ts';
import { seeBackups } from './seeBackups.ts';

const machines: Machine[] = [];
afterEach(async () => {
	for (const machine of machines.splice(0)) await machine.end();
});

const day = 86_400_000;
const night = Date.UTC(2026, 10, 27, 1, 30);

async function world() {
	const machine = await aMachine();
	machines.push(machine);
	const database = await machine.start();
	const run = (now: number) =>
		scheduledBackup.run({
			database,
			config: machine.config,
			now,
			signal: new AbortController().signal,
			stillMine: () => Promise.resolve()
		});
	const giveKey = () => {
		mkdirSync(machine.config.keysDir, { recursive: true });
		copyFileSync(path.join(machine.folder, 'safe', 'backup-public-key.pem'), machine.config.backupPublicKey);
	};
	return { machine, database, run, giveKey };
}

const work = ({ transaction }: Database, at: number) =>
	transaction((trx) =>
		appendToLog(trx, { at, personId: 'p', clientId: null, n: null, change: {}, outcome: 'applied' })
	);

const admin = aPerson([{ role: 'administrator', scope: { kind: 'council' } }]);

test('it takes one at the set time, checks it, and not again before the next', async () => {
	const { machine, run, giveKey } = await world();
	giveKey();
	expect(await run(night)).toMatchObject({ taken: true });
	expect(await run(night + 600_000)).toEqual({ taken: false });
	expect(await run(night + day)).toMatchObject({ taken: true });
	expect(readdirSync(machine.config.backupDir)).toHaveLength(2);
});

test('without a key none is taken, which is noted once, and one is taken as soon as there is a key', async () => {
	const { machine, database, run, giveKey } = await world();
	const standing = (now: number) => backupStanding({ database, now }, machine.config);
	for (const minutes of [0, 10, 20]) expect(await run(night + minutes * 60_000)).toEqual({ taken: false, noKey: true });
	expect(await listBackups(database.db)).toHaveLength(1);
	expect(noKeyNotice(machine.config)).toContain('--make-key');
	expect(await standing(night)).toBe('no-key');
	giveKey();
	expect(noKeyNotice(machine.config)).toBeNull();
	expect(await run(night + 30 * 60_000)).toMatchObject({ taken: true });
	expect(await standing(night + 40 * 60_000)).toBe('good');
});

test('the last one failed, or is too old: an administrator is told', async () => {
	const { machine, database, run, giveKey } = await world();
	giveKey();
	const standing = (now: number) => backupStanding({ database, now }, machine.config);
	expect(await standing(night)).toBe('good');
	await work(database, night);
	expect(await standing(night + 3 * day)).toBe('overdue');
	await run(night);
	expect(await standing(night + 1)).toBe('good');
	await database.db.updateTable('backup').set({ problem: 'no-space', verified_at: null }).execute();
	expect(await standing(night + 1)).toBe('failed');
});

test('what lacks a key is shown to the administrator, without a time for the next', async () => {
	const { machine, database, run } = await world();
	await run(night);
	await work(database, night);
	const seen = await seeBackups({ database, person: admin, now: night + 3 * day }, machine.config);
	expect(seen).toMatchObject({
		hasKey: false,
		nextAt: null,
		last: null,
		isOverdue: true,
		backups: [{ problem: 'no-key', madeBy: 'schedule' }]
	});
});

test('old files go by the rule; one that somebody else put there stays', async () => {
	const { machine, database, run, giveKey } = await world();
	giveKey();
	await run(night);
	writeFileSync(path.join(machine.config.backupDir, 'mine.dipper'), 'x');
	const rows = Array.from({ length: 40 }, (_, index) => ({ id: `b${index}`, at: night - index * day }));
	for (const { id, at } of rows) {
		const file = path.join(machine.config.backupDir, `${id}.dipper`);
		writeFileSync(file, 'old');
		const row = {
			id,
			epoch: 'e',
			made_by: 'schedule',
			began_at: at,
			file,
			bytes: 3,
			key_id: null,
			log_seq: 0
		} as const;
		await database.db
			.insertInto('backup')
			.values({ ...row, log_hash: null, counts: null, verified_at: at, verify_ms: 1, problem: null })
			.execute();
	}
	const { removed } = must(await run(night + day), 'what it did');
	const left = readdirSync(machine.config.backupDir);
	expect(left).toContain('mine.dipper');
	expect(existsSync(path.join(machine.config.backupDir, 'b39.dipper'))).toBe(false);
	expect(left.length).toBe(42 + 1 - Number(removed));
	expect((await listBackups(database.db)).filter(({ file }) => file === null)).toHaveLength(Number(removed));
});

test('the page tells when the last was verified, what it holds, and since when work is not covered', async () => {
	const { machine, database, run, giveKey } = await world();
	giveKey();
	await work(database, night - 10);
	await run(night);
	const asked = { database, person: admin, now: night + 1_000 };
	const seen = await seeBackups(asked, machine.config);
	expect(seen).toMatchObject({ hasKey: true, isOverdue: false, notCoveredSince: null });
	expect(seen.last).toMatchObject({ changes: 1, people: 0, at: new Date(night).toISOString() });
	expect(seen.nextAt).toBe(new Date(night + day).toISOString());
	expect(seen.last?.file).not.toContain('/');
	await work(database, night + 500);
	expect((await seeBackups(asked, machine.config)).notCoveredSince).toBe(new Date(night + 500).toISOString());
	expect((await seeBackups({ ...asked, now: night + 3 * day }, machine.config)).isOverdue).toBe(true);
});

test('only an administrator sees it', async () => {
	const { machine, database } = await world();
	const person = aPerson([{ role: 'qa-manager', scope: { kind: 'council' } }]);
	await expect(seeBackups({ database, person, now: 1 }, machine.config)).rejects.toMatchObject({ status: 404 });
});

test('the newest of each of fourteen days and eight weeks are kept, and failed ones fill no place', () => {
	const nights = Array.from({ length: 100 }, (_, index) => ({
		id: `n${index}`,
		at: night - index * day,
		isWhole: index % 2 === 0
	}));
	const kept = chooseKept(nights, { daily: 14, weekly: 8 });
	expect(kept.has('n0')).toBe(true);
	expect(kept.has('n1')).toBe(false);
	expect(kept.has('n26')).toBe(true);
	expect(kept.size).toBeGreaterThanOrEqual(14 + 3);
	expect(kept.size).toBeLessThanOrEqual(14 + 8);
});
