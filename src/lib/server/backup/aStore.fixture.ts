import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig, type Config } from '../config.ts';
import { openDatabase, type Database } from '../db/connection.ts';
import { migrate } from '../db/migrate.ts';
import { keyFiles, makeKeyFiles, readPrivateKey, readPublicKey } from './backupKeys.ts';
import { restoreStore, type Restore } from './restoreStore.ts';
import { takeBackup } from './takeBackup.ts';

/** A council's machine for tests: a store in a folder, its second place, its keys, and a safe for the private one. */
export type Machine = Awaited<ReturnType<typeof aMachine>>;

export async function aMachine(more: { readonly databaseUrl?: string } = {}) {
	const folder = mkdtempSync(path.join(tmpdir(), 'dipper-machine-'));
	const config: Config = readConfig({
		DATA_DIR: path.join(folder, 'data'),
		...(more.databaseUrl === undefined ? {} : { DATABASE_URL: more.databaseUrl })
	});
	makeKeyFiles(path.join(folder, 'safe'));
	const publicKey = readPublicKey(path.join(folder, 'safe', keyFiles.public));
	const privateKey = readPrivateKey(path.join(folder, 'safe', keyFiles.private));
	const opened: Database[] = [];

	/** The store as a server opens it; closed by `stop`. */
	async function start(): Promise<Database> {
		const database = await openDatabase({ url: config.databaseUrl ?? undefined, dataDir: config.dataDir });
		opened.push(database);
		await migrate(database);
		return database;
	}
	async function stop(): Promise<void> {
		for (const database of opened.splice(0)) await database.close();
	}
	const file = (name: string) => path.join(folder, 'backups', `${name}.dipper`);
	const backUp = (database: Database, name: string, now = 1_000) =>
		takeBackup({ database, config, file: file(name), publicKey, madeBy: 'command', now });
	const restore = (from: string, said: Partial<Restore> = {}) =>
		restoreStore({ config, file: from, privateKey, replace: false, older: false, now: 2_000, ...said });
	async function end(): Promise<void> {
		await stop();
		rmSync(folder, { recursive: true, force: true });
	}
	return { folder, config, publicKey, privateKey, start, stop, file, backUp, restore, end };
}
