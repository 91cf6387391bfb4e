import { basename } from 'node:path';
import type { Config } from '../config.ts';
import { findFirstAfter } from '../log/changeLog.repository.ts';
import { requireAdministrator, type Office } from '../people/requireAdministrator.ts';
import { instantOf } from '../records/Acting.ts';
import { findLastVerified, listBackups, type BackupRow } from './backups.repository.ts';
import { hasBackupKey, isBackupOverdue } from './backupStanding.ts';
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
	/** Null where none is taken, for want of a key. */
	readonly nextAt: string | null;
};

/** For whoever keeps the server: what would come back, as of when, and what would have to come from the tablets. */
export async function seeBackups(office: Office, config: Config): Promise<BackupsSeen> {
	const { database, now } = requireAdministrator(office);
	const { db } = database;
	const hasKey = hasBackupKey(config);
	const last = await findLastVerified(db);
	const uncovered = await findFirstAfter(db, last?.log_seq ?? 0);
	return {
		hasKey,
		warnDays: config.backupWarnDays,
		isOverdue: await isBackupOverdue(office, config),
		last: last === null ? null : { ...asSeen(last), ...heldBy(last) },
		backups: (await listBackups(db, 40)).map(asSeen),
		notCoveredSince: uncovered === null ? null : instantOf(uncovered),
		nextAt: hasKey ? instantOf(Math.max(now, await nextBackupAt(database, config, now))) : null
	};
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
