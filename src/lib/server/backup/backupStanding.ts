import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { Database } from '../db/connection.ts';
import { findFirstAfter } from '../log/changeLog.repository.ts';
import { findLastVerified, listScheduled } from './backups.repository.ts';

/** What is wrong with backups, the worst first; `good` where the last one was taken and found whole. */
export type BackupStanding = 'no-key' | 'failed' | 'overdue' | 'good';

type Asked = { readonly database: Pick<Database, 'db'>; readonly now: number };

export function hasBackupKey({ backupPublicKey }: Pick<Config, 'backupPublicKey'>): boolean {
	return existsSync(backupPublicKey);
}

/** For every page of an administrator, and for whatever watches the server. */
export async function backupStanding(
	asked: Asked,
	config: Pick<Config, 'backupPublicKey' | 'backupWarnDays'>
): Promise<BackupStanding> {
	if (!hasBackupKey(config)) return 'no-key';
	const last = (await listScheduled(asked.database.db)).at(0);
	if (last !== undefined && last.problem !== null && last.problem !== 'no-key') return 'failed';
	return (await isBackupOverdue(asked, config)) ? 'overdue' : 'good';
}

/** Whether there was work for so many days that no verified backup holds. A store without work is in no danger. */
export async function isBackupOverdue(
	{ database: { db }, now }: Asked,
	{ backupWarnDays }: Pick<Config, 'backupWarnDays'>
): Promise<boolean> {
	const last = await findLastVerified(db);
	const since = last === null ? await findFirstAfter(db, 0) : last.began_at;
	return since !== null && now - since > backupWarnDays * 86_400_000;
}

/** Said once, when the server starts; null where there is a key. */
export function noKeyNotice(config: Pick<Config, 'backupPublicKey'>): string | null {
	if (hasBackupKey(config)) return null;
	return 'No backups are made: there is no backup key. Make one with "npm run backup -- --make-key DIR" (docs/operations.md).';
}
