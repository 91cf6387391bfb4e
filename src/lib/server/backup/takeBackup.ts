import { randomUUID, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../db/connection.ts';
import { openSigningKey } from '../log/signingKey.ts';
import { readWitness, writeWitness, lookAtStore } from '../log/witness.ts';
import { instantOf } from '../records/Acting.ts';
import { readEpoch } from '../sync/serverIdentity.ts';
import { BackupProblem, noPublicKey } from './backup.errors.ts';
import { openBackupFile, writeBackupFile } from './backupFile.ts';
import { keyIdOf, readPublicKey } from './backupKeys.ts';
import { insertBackup, saveProblem, saveVerified, saveWritten } from './backups.repository.ts';
import type { Manifest } from './blocks.ts';
import { withSnapshot } from './snapshots.ts';
import { verifyRestore } from './verifyRestore.ts';

export type TakeBackup = {
	readonly database: Database;
	readonly config: Pick<Config, 'databaseUrl' | 'dataDir' | 'witnessDir' | 'keysDir' | 'version'>;
	readonly file: string;
	/** Null only where someone said --plain. */
	readonly publicKey: KeyObject | null;
	readonly madeBy: 'command' | 'schedule';
	readonly now: number;
};

export type TakenBackup = {
	readonly id: string;
	readonly bytes: number;
	readonly manifest: Manifest;
	/** How long restoring and checking it took, in milliseconds. */
	readonly verifyMs: number;
};

/** The key that backups are locked to; refuses where there is none, for a readable file is nothing to make by oversight. */
export function lockFor({ backupPublicKey }: Pick<Config, 'backupPublicKey'>, isPlain: boolean): KeyObject | null {
	if (isPlain) return null;
	if (!existsSync(backupPublicKey)) throw noPublicKey();
	return readPublicKey(backupPublicKey);
}

/** Where a store that is being copied or tried stands for the while. */
export function scratchOf({ dataDir }: Pick<Config, 'dataDir'>): string {
	return path.join(dataDir, 'tmp');
}

/**
 * Takes a backup while people work, then reads it from the disk, restores it on a throw-away place and checks it there.
 * Only then do tablets let go of what it holds (W7).
 */
export async function takeBackup(asked: TakeBackup): Promise<TakenBackup> {
	const { database, file, now } = asked;
	if (existsSync(file))
		throw new BackupProblem('exists', `${file} is there already, and is left as it is. Name another file.`);
	const id = randomUUID();
	const epoch = await readEpoch(database.db);
	await insertBackup(database.db, { id, epoch, made_by: asked.madeBy, began_at: now });
	try {
		return await writeAndVerify(asked, id);
	} catch (error) {
		await saveProblem(database.db, id, error instanceof BackupProblem ? error.code : 'failed');
		throw error;
	}
}

async function writeAndVerify(asked: TakeBackup, id: string): Promise<TakenBackup> {
	const { database, config, file, publicKey } = asked;
	mkdirSync(path.dirname(path.resolve(file)), { recursive: true, mode: 0o700 });
	const { manifest, bytes, fileKey } = await write(asked, id);
	await saveWritten(database.db, id, {
		file: path.resolve(file),
		bytes,
		key_id: publicKey === null ? null : keyIdOf(publicKey),
		log_seq: manifest.logEnd.seq,
		log_hash: manifest.logEnd.hash,
		counts: manifest.counts
	});
	const began = performance.now();
	await verifyRestore(await openBackupFile(file), fileKey, {
		databaseUrl: config.databaseUrl,
		scratch: scratchOf(config)
	});
	const verifyMs = Math.round(performance.now() - began);
	await noteVerified(asked, id, manifest, verifyMs);
	return { id, bytes, manifest, verifyMs };
}

function write({ database, config, file, publicKey, now }: TakeBackup, id: string) {
	const store = { database, url: config.databaseUrl, scratch: scratchOf(config), program: config.version };
	const signer = openSigningKey(config.keysDir);
	return withSnapshot(store, async ({ manifest, data }) => {
		const written = await writeBackupFile({ file, id, manifest, createdAt: instantOf(now), data, publicKey, signer });
		return { ...written, manifest };
	});
}

async function noteVerified({ database, config, file, now }: TakeBackup, id: string, manifest: Manifest, ms: number) {
	const positions = Object.entries(manifest.positions).map(([clientId, lastN]) => ({ clientId, lastN }));
	await database.transaction((trx) => saveVerified(trx, id, { at: now + ms, ms, positions }));
	const lastVerified = { id, seq: manifest.logEnd.seq, file: path.resolve(file) };
	const seen = readWitness(config.witnessDir);
	await writeWitness(config.witnessDir, { ...(seen ?? (await lookAtStore(database.db, null))), lastVerified });
}
