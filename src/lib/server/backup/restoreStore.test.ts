import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { databaseFileName, type Database } from '../db/connection.ts';
import { appendToLog, verifyLog } from '../log/changeLog.ts';
import { doubtStore, lookAtStore, readWitness, writeWitness } from '../log/witness.ts';
import { registerClient, saveLastN } from '../sync/clients.repository.ts';
import { durableNOf, readCouncilId, readEpoch } from '../sync/serverIdentity.ts';
import { aMachine, type Machine } from './aStore.fixture.ts';
import { acceptOlder } from './acceptOlder.ts';
import { findLastVerified, listBackups } from './backups.repository.ts';
import { listEpochs } from './epochs.repository.ts';
import { openBackupFile } from './backupFile.ts';
import { lockFor } from './takeBackup.ts';

const machines: Machine[] = [];
afterEach(async () => {
	for (const machine of machines.splice(0)) await machine.end();
});

async function aNewMachine(): Promise<Machine> {
	const machine = await aMachine();
	machines.push(machine);
	return machine;
}

/** One tablet that has sent this many changes. */
async function work({ transaction }: Database, from: number, to: number): Promise<void> {
	await transaction(async (trx) => {
		const person = {
			id: 'ada',
			username: 'ada',
			name: 'Ada',
			status: 'active',
			perm_ver: 1,
			must_change: 0,
			created_at: 1
		} as const;
		const nothing = { email: null, phone: null, team_id: null, until_on: null, password_hash: null };
		await trx
			.insertInto('person')
			.values({ ...person, ...nothing })
			.onConflict((conflict) => conflict.column('id').doNothing())
			.execute();
		await registerClient(trx, { id: 'tablet', deviceId: 'device', personId: 'ada', build: 'b', at: 1 });
		for (let n = from; n <= to; n += 1)
			await appendToLog(trx, { at: n, personId: 'ada', clientId: 'tablet', n, change: { n }, outcome: 'applied' });
		await saveLastN(trx, 'tablet', to, 'b', 1);
	});
}

async function withBackup(): Promise<{ machine: Machine; database: Database }> {
	const machine = await aNewMachine();
	const database = await machine.start();
	await work(database, 1, 5);
	await machine.backUp(database, 'one');
	return { machine, database };
}

test('W7: a backup that was restored and checked at once makes what it holds durable', async () => {
	const { database } = await withBackup();
	expect(await durableNOf(database.db, 'tablet')).toBe(5);
	await work(database, 6, 7);
	expect(await durableNOf(database.db, 'tablet')).toBe(5);
	expect(await findLastVerified(database.db)).toMatchObject({ log_seq: 5, problem: null, made_by: 'command' });
});

test('nothing is left of the throw-away place nor of the copy', async () => {
	const { machine } = await withBackup();
	expect(readdirSync(path.join(machine.config.dataDir, 'tmp'))).toEqual([]);
	expect(readdirSync(path.join(machine.folder, 'backups'))).toEqual(['one.dipper']);
});

test('W7: a backup restored on a fresh machine has all it held, a new epoch, and a word in the log', async () => {
	const { machine, database } = await withBackup();
	const [epoch, council] = [await readEpoch(database.db), await readCouncilId(database.db)];
	const fresh = await aNewMachine();
	const done = await fresh.restore(machine.file('one'), { privateKey: machine.privateKey });
	expect(done.movedTo).toBeNull();
	const { db } = await fresh.start();
	expect(await readEpoch(db)).toBe(done.epoch);
	expect(done.epoch).not.toBe(epoch);
	expect(await readCouncilId(db)).toBe(council);
	expect(await listEpochs(db)).toMatchObject([{ before: epoch, replaced: null, why: 'restored', log_seq: 6 }]);
	expect(await verifyLog(db)).toEqual({ ok: true, entries: 6 });
	const { body } = await db.selectFrom('change_body').select('body').where('seq', '=', 6).executeTakeFirstOrThrow();
	expect(JSON.parse(body)).toMatchObject({ name: 'restored', args: { end: { seq: 5 }, before: epoch } });
	expect(await durableNOf(db, 'tablet')).toBe(5);
	expect(await listBackups(db)).toMatchObject([{ log_seq: 5, verified_at: 2_000 }]);
	expect(await doubtStore(db, readWitness(fresh.config.witnessDir) ?? (await lookAtStore(db, null)))).toBeNull();
});

test('a store that is there stays, unless someone says to move it aside; it is never deleted', async () => {
	const { machine, database } = await withBackup();
	await work(database, 6, 9);
	await writeWitness(machine.config.witnessDir, await lookAtStore(database.db, readWitness(machine.config.witnessDir)));
	await machine.stop();
	await expect(machine.restore(machine.file('one'))).rejects.toMatchObject({ code: 'not-empty', exitCode: 8 });
	const { movedTo } = await machine.restore(machine.file('one'), { replace: true });
	expect(readdirSync(movedTo ?? '')).toContain(databaseFileName);
	const { db } = await machine.start();
	expect((await db.selectFrom('client').select('last_n').executeTakeFirstOrThrow()).last_n).toBe(5);
	const old = (await import('../db/connection.ts')).openSqliteStore(path.join(movedTo ?? '', databaseFileName));
	expect((await old.db.selectFrom('client').select('last_n').executeTakeFirstOrThrow()).last_n).toBe(9);
	await old.close();
});

test('while a server runs on the store, nothing is put in its place', async () => {
	const { machine } = await withBackup();
	await expect(machine.restore(machine.file('one'), { replace: true })).rejects.toMatchObject({ code: 'in-use' });
	expect(existsSync(path.join(machine.config.dataDir, databaseFileName))).toBe(true);
});

test('a store that is broken beyond reading is replaced too', async () => {
	const { machine } = await withBackup();
	await machine.stop();
	writeFileSync(path.join(machine.config.dataDir, databaseFileName), Buffer.alloc(9_000, 7));
	await machine.restore(machine.file('one'), { replace: true });
	const { db } = await machine.start();
	expect(await verifyLog(db)).toEqual({ ok: true, entries: 6 });
});

test('bad input: cut, altered, of another council, with a wrong key, of a newer version: each its sentence, and nothing changed', async () => {
	const { machine, database } = await withBackup();
	const other = await aNewMachine();
	await work(await other.start(), 1, 2);
	await other.stop();
	const good = machine.file('one');
	const bad = path.join(machine.folder, 'bad.dipper');
	const privateKey = machine.privateKey;
	await expect(other.restore(good, { replace: true, privateKey })).rejects.toMatchObject({
		code: 'other-council',
		exitCode: 6
	});
	const fresh = await aNewMachine();
	await expect(fresh.restore(good)).rejects.toMatchObject({ code: 'wrong-key', exitCode: 5 });
	await expect(fresh.restore(good, { privateKey: null })).rejects.toMatchObject({ code: 'no-key', exitCode: 5 });
	copyFileSync(good, bad);
	truncateSync(bad, readFileSync(good).length - 300);
	await expect(fresh.restore(bad, { privateKey })).rejects.toMatchObject({ code: 'cut', exitCode: 4 });
	const bent = readFileSync(good);
	bent[bent.length >> 1] = (bent[bent.length >> 1] ?? 0) ^ 4;
	writeFileSync(bad, bent);
	await expect(fresh.restore(bad, { privateKey })).rejects.toMatchObject({ code: 'altered', exitCode: 4 });
	await database.db
		.insertInto('migration' as 'setting')
		.values({ name: '9999-later', applied_at: 1 } as never)
		.execute();
	await expect(machine.backUp(database, 'newer')).rejects.toMatchObject({ code: 'newer-schema', exitCode: 7 });
	await expect(fresh.restore(machine.file('newer'), { privateKey })).rejects.toMatchObject({ code: 'newer-schema' });
	expect(existsSync(path.join(fresh.config.dataDir, databaseFileName))).toBe(false);
	expect(readdirSync(path.join(fresh.config.dataDir, 'tmp'))).toEqual([]);
	expect((await listBackups(database.db))[0]?.problem ?? (await listBackups(database.db))[1]?.problem).toBe(
		'newer-schema'
	);
});

test('W7: a backup older than one that tablets were told of is put in place only if someone says so', async () => {
	const { machine, database } = await withBackup();
	await work(database, 6, 7);
	await machine.backUp(database, 'two', 1_500);
	await machine.stop();
	const older = machine.restore(machine.file('one'), { replace: true });
	await expect(older).rejects.toMatchObject({ code: 'older-than-verified', exitCode: 10 });
	await expect(older).rejects.toThrow('two.dipper');
	await machine.restore(machine.file('one'), { replace: true, older: true });
	const { db } = await machine.start();
	expect(await durableNOf(db, 'tablet')).toBe(5);
});

test('W7: a copy put back by hand is noticed, and served only if someone says so, with a new epoch', async () => {
	const { machine, database } = await withBackup();
	const epoch = await readEpoch(database.db);
	await machine.stop();
	const file = path.join(machine.config.dataDir, databaseFileName);
	copyFileSync(file, path.join(machine.folder, 'by-hand'));
	const later = await machine.start();
	await work(later, 6, 8);
	const { witnessDir } = machine.config;
	await writeWitness(witnessDir, await lookAtStore(later.db, null));
	await machine.stop();
	copyFileSync(path.join(machine.folder, 'by-hand'), file);
	const seen = readWitness(witnessDir);
	expect(seen).toMatchObject({ seq: 8, epoch });
	const older = await machine.start();
	if (seen !== null) expect(await doubtStore(older.db, seen)).toBe('older');
	await machine.stop();
	expect(await acceptOlder(machine.config, 3_000)).toBe(true);
	const accepted = await machine.start();
	expect(await readEpoch(accepted.db)).not.toBe(epoch);
	expect(await listEpochs(accepted.db)).toMatchObject([{ why: 'accepted-older', replaced: epoch, log_seq: 6 }]);
	if (seen !== null) expect(await doubtStore(accepted.db, seen)).toBeNull();
	expect(await acceptOlder(machine.config, 4_000)).toBe(false);
});

test('without a key nothing is written, unless someone says plain', async () => {
	const machine = await aNewMachine();
	expect(() => lockFor(machine.config, false)).toThrow('--make-key');
	expect(lockFor(machine.config, true)).toBeNull();
	mkdirSync(machine.config.keysDir, { recursive: true });
	copyFileSync(path.join(machine.folder, 'safe', 'backup-public-key.pem'), machine.config.backupPublicKey);
	expect(lockFor(machine.config, false)?.type).toBe('public');
});

test('a backup is never written over another', async () => {
	const { machine, database } = await withBackup();
	await expect(machine.backUp(database, 'one')).rejects.toMatchObject({ code: 'exists' });
	expect((await openBackupFile(machine.file('one'))).header.logEnd.seq).toBe(5);
});
