import { randomUUID } from 'node:crypto';
import { must } from '#lib/domain/shared/Result.ts';
import { readBackupFile, type OpenedBackup } from './backupFile.ts';
import { BackupProblem } from './backup.errors.ts';
import type { Manifest } from './blocks.ts';
import { checkCopy, refuseNewer } from './describeStore.ts';
import { postgresPlace, sqlitePlace, type Place } from './places.ts';

export type Where = {
	/** A Postgres server that may make databases; SQLite backups need none. */
	readonly databaseUrl: string | null;
	readonly scratch: string;
};

/** Restores a backup where nobody uses it, checks it there, and leaves nothing of it behind. */
export async function verifyRestore(opened: OpenedBackup, fileKey: Buffer, where: Where): Promise<Manifest> {
	const place = await placeFor(opened, where);
	try {
		return await restoreTo(place, opened, fileKey);
	} finally {
		await place.discard();
	}
}

/** Everything that can be known before anything is in use: the sums, the program's age, and the restored copy itself. */
export async function restoreTo(place: Place, opened: OpenedBackup, fileKey: Buffer): Promise<Manifest> {
	let said: Manifest | null = null;
	await readBackupFile(opened, fileKey, async (about, data) => {
		refuseNewer(about);
		said = about;
		await place.take(data);
	});
	const about = must<Manifest>(said ?? undefined, 'what the backup says of itself');
	const database = await place.open();
	await checkCopy(database, about).finally(() => database.close());
	return about;
}

async function placeFor({ header }: OpenedBackup, { databaseUrl, scratch }: Where): Promise<Place> {
	if (header.database === 'sqlite') return sqlitePlace(scratch);
	if (databaseUrl === null)
		throw new BackupProblem(
			'other-database',
			'This backup is of a Postgres store. Set DATABASE_URL to a Postgres server to try it on.'
		);
	return postgresPlace(databaseUrl, `dipper_check_${randomUUID().slice(0, 8)}`);
}
