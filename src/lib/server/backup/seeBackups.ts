import { basename } from 'node:path';
import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { findFirstAfter } from '../log/changeLog.repository.ts';
import { requireAdministrator, type Office } from '../people/requireAdministrator.ts';
import { instantOf } from '../records/Acting.ts';
import { findLastVerified, listBackups, type BackupRow } from './backups.repository.ts';
import { nextBackupAt } from './scheduledBackup.ts';

export type BackupSeen = {
	readonly id: string;
	readonly at: string;
	readonly madeBy: BackupRow['made_by'];
	/** The name alone: where it stands on the server is no business of a browser. */
	readonly file: string | null;
	readonly bytes: number | null;
	readonly verifiedAt: string | null;
	/** A code; null where nothing went wrong. */
	readonly problem: string | null;
};

export type BackupsSeen = {
	readonly hasKey: boolean;
	readonly warnDays: number;
	readonly isOverdue: boolean;
	readonly last:
		| (BackupSeen & {
				readonly verifyMs: number;
				readonly people: number;
				readonly records: number;
				readonly changes: number;
		  })
		| null;
	readonly backups: readonly BackupSeen[];
	/** When the oldest change was made that no verified backup holds; null where all are held. */
	readonly notCoveredSince: string | null;
	readonly nextAt: string;
};

/** For whoever keeps the server: what would come back, as of when, and what would have to come from the tablets. */
export async function seeBackups(office: Office, config: Config): Promise<BackupsSeen> {
	const { database, now } = requireAdministrator(office);
	const { db } = database;
	const last = await findLastVerified(db);
	const uncovered = await findFirstAfter(db, last?.log_seq ?? 0);
	return {
		hasKey: existsSync(config.backupPublicKey),
		warnDays: config.backupWarnDays,
		isOverdue: await isBackupOverdue(office, config),
		last: last === null ? null : { ...asSeen(last), ...heldBy(last) },
		backups: (await listBackups(db, 40)).map(asSeen),
		notCoveredSince: uncovered === null ? null : instantOf(uncovered),
		nextAt: instantOf(Math.max(now, await nextBackupAt(database, config, now)))
	};
}

/** Whether there was work for so many days that no verified backup holds. A store without work is in no danger. */
export async function isBackupOverdue(
	{ database: { db }, now }: Pick<Office, 'database' | 'now'>,
	{ backupWarnDays }: Pick<Config, 'backupWarnDays'>
): Promise<boolean> {
	const last = await findLastVerified(db);
	const since = last === null ? await findFirstAfter(db, 0) : last.began_at;
	return since !== null && now - since > backupWarnDays * 86_400_000;
}

function asSeen(row: BackupRow): BackupSeen {
	return {
		id: row.id,
		at: instantOf(row.began_at),
		madeBy: row.made_by,
		file: row.file === null ? null : basename(row.file),
		bytes: row.bytes,
		verifiedAt: row.verified_at === null ? null : instantOf(row.verified_at),
		problem: row.problem
	};
}

function heldBy({ verify_ms: verifyMs, counts }: BackupRow) {
	return {
		verifyMs: verifyMs ?? 0,
		people: counts?.person ?? 0,
		records: counts?.record ?? 0,
		changes: counts?.change_log ?? 0
	};
}
