import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { openDatabase } from '../db/connection.ts';
import { migrate } from '../db/migrate.ts';
import { makeKeyFiles } from '../backup/backupKeys.ts';
import { lockFor, takeBackup } from '../backup/takeBackup.ts';
import { endWith, seconds, size } from './endWith.ts';

const usage = 'npm run backup -- FILE [--plain]   or   npm run backup -- --make-key DIR';

export async function main(args: readonly string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: { plain: { type: 'boolean', default: false }, 'make-key': { type: 'string' } }
	});
	if (values['make-key'] !== undefined) return sayKey(values['make-key']);
	const [file, ...more] = positionals;
	if (file === undefined || more.length > 0) throw new TypeError(usage);
	await backUp(file, values.plain);
}

async function backUp(file: string, isPlain: boolean): Promise<void> {
	const config = readConfig();
	const publicKey = lockFor(config, isPlain);
	const database = await openDatabase({ url: config.databaseUrl ?? undefined, dataDir: config.dataDir });
	try {
		await migrate(database);
		const taken = await takeBackup({ database, config, file, publicKey, madeBy: 'command', now: Date.now() });
		console.log(`${file}: ${size(taken.bytes)}, up to entry ${taken.manifest.logEnd.seq} of the change log.`);
		console.log(`Restored on a throw-away place and checked in ${seconds(taken.verifyMs)}: whole.`);
		if (isPlain) console.log('Whoever has this file can read every case in it. Keep it locked away.');
	} finally {
		await database.close();
	}
}

function sayKey(folder: string): void {
	const { keyId, publicFile, privateFile } = makeKeyFiles(folder);
	const { backupPublicKey } = readConfig();
	console.log(`Key ${keyId} is made.`);
	console.log(`  ${publicFile}  stays on the server: copy it to ${backupPublicKey}, or name it in BACKUP_PUBLIC_KEY.`);
	console.log(`  ${privateFile}  must not: print it or put it on two sticks in two safes, then remove it from here.`);
	console.log('Without the private key no backup made from now on can be read, by anyone.');
}

if (import.meta.main) await endWith(() => main(process.argv.slice(2)));
