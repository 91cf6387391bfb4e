import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../db/connection.ts';
import { migrate } from '../db/migrate.ts';
import { lookAtStore, readWitness, writeWitness, type Witness } from '../log/witness.ts';
import { BackupProblem } from './backup.errors.ts';
import { fileKeyOf, openBackupFile, type OpenedBackup } from './backupFile.ts';
import { findBackup, insertBackup, saveVerified, saveWritten } from './backups.repository.ts';
import type { Manifest } from './blocks.ts';
import { checkCopy, describeStore } from './describeStore.ts';
import { scratchOf } from './takeBackup.ts';
import { takeNewEpoch } from './takeNewEpoch.ts';
import { targetOf, type Target } from './targets.ts';
import { restoreTo } from './verifyRestore.ts';

export type Restore = {
	readonly config: Pick<Config, 'databaseUrl' | 'dataDir' | 'witnessDir' | 'version'>;
	readonly file: string;
	readonly privateKey: KeyObject | null;
	/** Said aloud: a store that is there is moved aside. It is never deleted. */
	readonly replace: boolean;
	/** Said aloud: tablets may have let go of what a newer backup holds and this one lacks. */
	readonly older: boolean;
	readonly now: number;
};

export type Restored = {
	readonly manifest: Manifest;
	readonly epoch: string;
	/** Where the store that was there now stands; null where there was none. */
	readonly movedTo: string | null;
};

/**
 * Puts a backup in the place of the store. The file is checked first, then restored aside, brought up to date, given an
 * epoch of its own, and checked again; only then does it take the place. Until that moment nothing has changed.
 */
export async function restoreStore(asked: Restore): Promise<Restored> {
	const { config, file, privateKey } = asked;
	const opened = await openBackupFile(file);
	const fileKey = fileKeyOf(opened, privateKey);
	const target = await targetOf(config, opened.header.database);
	const seen = readWitness(config.witnessDir);
	await refuseUnlessMeant(asked, opened, target, seen);
	await target.refuseWhileServed();
	const place = await target.makePlace(scratchOf(config));
	try {
		const manifest = await restoreTo(place, opened, fileKey);
		const made = await prepare(await place.open(), {
			...asked,
			opened,
			manifest,
			replaced: seen?.epoch ?? target.epoch
		});
		const movedTo = await target.putInPlace(place, asked.now);
		await writeWitness(config.witnessDir, made.witness);
		return { manifest, epoch: made.epoch, movedTo };
	} finally {
		await place.discard();
	}
}

async function refuseUnlessMeant(
	{ replace, older }: Restore,
	{ header }: OpenedBackup,
	target: Target,
	seen: Witness | null
) {
	const councils = [target.council, seen?.council ?? null].filter((council) => council !== null);
	if (councils.some((council) => council !== header.council))
		throw new BackupProblem(
			'other-council',
			'This backup is of another council than the store here, or than the one last served here. Nothing was changed. Use an empty DATA_DIR with a WITNESS_DIR of its own.'
		);
	if (target.isThere && !replace)
		throw new BackupProblem(
			'not-empty',
			'There is a store here already. Nothing was changed. Say --replace to move it aside and put the backup in its place.'
		);
	const verified = seen?.lastVerified ?? null;
	if (verified !== null && verified.seq > header.logEnd.seq && !older)
		throw new BackupProblem(
			'older-than-verified',
			`A newer backup was found whole (${verified.file ?? verified.id}), and tablets may have let go of what it holds. Restore that one; or say --older if it is lost.`
		);
}

type Prepare = Restore & {
	readonly opened: OpenedBackup;
	readonly manifest: Manifest;
	readonly replaced: string | null;
};

/** On the copy: tables of this program, an epoch of its own, a word in the log; and what it holds is durable from the start. */
async function prepare(database: Database, asked: Prepare): Promise<{ epoch: string; witness: Witness }> {
	try {
		await migrate(database, asked.now);
		const epoch = await database.transaction(async (trx) => {
			await noteRestored(trx, asked);
			return takeNewEpoch(trx, {
				why: 'restored',
				replaced: asked.replaced === asked.manifest.epoch ? null : asked.replaced,
				at: asked.now,
				facts: { backup: asked.opened.header.id, takenAt: asked.opened.header.createdAt, end: asked.manifest.logEnd }
			});
		});
		await checkCopy(database, await describeStore(database.db, database.kind, asked.config.version));
		const { id, logEnd } = { ...asked.manifest, id: asked.opened.header.id };
		const witness = await lookAtStore(database.db, null);
		return { epoch, witness: { ...witness, lastVerified: { id, seq: logEnd.seq, file: path.resolve(asked.file) } } };
	} finally {
		await database.close();
	}
}

async function noteRestored(trx: Parameters<typeof saveVerified>[0], { opened, manifest, file, now }: Prepare) {
	const { id, epoch, lock } = opened.header;
	if ((await findBackup(trx, id)) === null) await insertBackup(trx, { id, epoch, made_by: 'restore', began_at: now });
	await saveWritten(trx, id, {
		file: path.resolve(file),
		bytes: opened.bytes,
		key_id: lock.alg === 'none' ? null : lock.kid,
		log_seq: manifest.logEnd.seq,
		log_hash: manifest.logEnd.hash,
		counts: manifest.counts
	});
	const positions = Object.entries(manifest.positions).map(([clientId, lastN]) => ({ clientId, lastN }));
	await saveVerified(trx, id, { at: now, ms: 0, positions });
}
