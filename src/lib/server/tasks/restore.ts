import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { fileKeyOf, openBackupFile } from '../backup/backupFile.ts';
import { readPrivateKey } from '../backup/backupKeys.ts';
import { restoreStore } from '../backup/restoreStore.ts';
import { scratchOf } from '../backup/takeBackup.ts';
import { verifyRestore } from '../backup/verifyRestore.ts';
import { kidOfPem, readOwnPublicPem } from '../log/signingKey.ts';
import { endWith, seconds } from './endWith.ts';

const usage = 'npm run restore -- FILE [--key PRIVATE-KEY] [--check] [--replace] [--older]';

export async function main(args: readonly string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			key: { type: 'string' },
			check: { type: 'boolean', default: false },
			replace: { type: 'boolean', default: false },
			older: { type: 'boolean', default: false }
		}
	});
	const [file, ...more] = positionals;
	if (file === undefined || more.length > 0) throw new TypeError(usage);
	await (values.check ? check(file, values.key) : restore(file, values));
}

async function check(file: string, keyFile: string | undefined): Promise<void> {
	const config = readConfig();
	const opened = await openBackupFile(file);
	const began = performance.now();
	const fileKey = fileKeyOf(opened, privateKey(keyFile));
	await saySigner(file);
	const { counts, logEnd } = await verifyRestore(opened, fileKey, {
		databaseUrl: config.databaseUrl,
		scratch: scratchOf(config)
	});
	console.log(`${file} was taken at ${opened.header.createdAt}, up to entry ${logEnd.seq} of the change log.`);
	console.log(`Restored on a throw-away place and checked in ${seconds(performance.now() - began)}: whole.`);
	for (const table of ['person', 'record', 'change_log', 'client']) console.log(`  ${table}: ${counts[table] ?? 0}`);
}

async function restore(file: string, said: { key?: string; replace: boolean; older: boolean }): Promise<void> {
	const { replace, older } = said;
	await saySigner(file);
	const done = await restoreStore({
		config: readConfig(),
		file,
		privateKey: privateKey(said.key),
		replace,
		older,
		now: Date.now()
	});
	console.log(
		`Restored up to entry ${done.manifest.logEnd.seq} of the change log, and checked. Start the server: npm start`
	);
	if (done.movedTo !== null) console.log(`What was here before stands in ${done.movedTo}.`);
	console.log('Tablets send again by themselves what this backup lacks and they still hold.');
	console.log(
		'What was done in the office since has to be done again: look first for people who left and tablets that were lost.'
	);
}

/** A right signature by an unknown hand is for a person to judge. */
async function saySigner(file: string): Promise<void> {
	const { signer } = (await openBackupFile(file)).header;
	const own = readOwnPublicPem(readConfig().keysDir);
	if (signer !== own)
		console.log(
			`Signed by another server’s key, ${kidOfPem(signer)}: right on a fresh machine. Compare it with what was written down.`
		);
}

const privateKey = (file: string | undefined) => (file === undefined ? null : readPrivateKey(file));

if (import.meta.main) await endWith(() => main(process.argv.slice(2)));
