import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../db/connection.ts';
import type { Job, JobFacts } from '../jobs/Job.ts';
import { nextTime } from '../jobs/times.ts';
import { forgetFile, insertBackup, listScheduled, saveProblem, type BackupRow } from './backups.repository.ts';
import { chooseKept } from './chooseKept.ts';
import { readEpoch } from '../sync/serverIdentity.ts';
import { hasBackupKey } from './backupStanding.ts';
import { lockFor, takeBackup } from './takeBackup.ts';

/** A fortnight of nights and two months of weeks: long enough to find the day before something went wrong. */
export const kept = { daily: 14, weekly: 8 };

/** Looks often and works seldom: the council's own pattern says when, and a night missed is made up for. */
export const scheduledBackup: Job = {
	name: 'backup',
	every: '*/10 * * * *',
	async run({ database, config, now }): Promise<JobFacts> {
		if (!hasBackupKey(config)) return noBackup(database, now);
		if (now < (await nextBackupAt(database, config, now))) return { taken: false };
		const file = await takeOne(database, config, now);
		return { taken: true, removed: await removeOld(database, config.backupDir, file) };
	}
};

/** When the next one is due: at once, where none was ever tried, or there was no key. */
export async function nextBackupAt({ db }: Database, { backupCron }: Config, now: number): Promise<number> {
	const last = (await listScheduled(db)).at(0);
	return last === undefined || last.problem === 'no-key' ? now : nextTime(backupCron, last.began_at);
}

async function takeOne(database: Database, config: Config, now: number): Promise<string> {
	const file = path.join(config.backupDir, `${new Date(now).toISOString().replaceAll(':', '')}.dipper`);
	await takeBackup({ database, config, file, publicKey: lockFor(config, false), madeBy: 'schedule', now });
	return file;
}

/** A choice of whoever keeps the server, not a failure: it is noted once, shown to administrators, and not tried again. */
async function noBackup({ db }: Database, now: number): Promise<JobFacts> {
	const last = (await listScheduled(db)).at(0);
	if (last?.problem !== 'no-key') {
		const id = crypto.randomUUID();
		await insertBackup(db, { id, epoch: await readEpoch(db), made_by: 'schedule', began_at: now });
		await saveProblem(db, id, 'no-key');
	}
	return { taken: false, noKey: true };
}

/** Only files that the schedule itself wrote into its folder are removed, and never the newest that was found whole. */
async function removeOld({ db }: Database, folder: string, newest: string): Promise<number> {
	const there = (await listScheduled(db)).filter((one): one is BackupRow & { file: string } => one.file !== null);
	const chosen = chooseKept(
		there.map(({ id, began_at: at, verified_at: verifiedAt }) => ({ id, at, isWhole: verifiedAt !== null })),
		kept
	);
	const old = there.filter(
		({ id, file }) => !chosen.has(id) && file !== path.resolve(newest) && path.dirname(file) === path.resolve(folder)
	);
	for (const { id, file } of old) {
		if (existsSync(file)) rmSync(file);
		await forgetFile(db, id);
	}
	return old.length;
}
