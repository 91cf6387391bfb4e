import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { openDatabase } from '../db/connection.ts';
import { migrate } from '../db/migrate.ts';
import { readCheckpoints } from '../log/checkpoints.ts';
import { exitOf, judgeLog, sayReport } from '../log/judgeLog.ts';
import { readOwnPublicPem } from '../log/signingKey.ts';
import { endWith } from './endWith.ts';

/** `npm run verify-log [-- --signer FILE]`: 0 whole, 1 broken, 3 contradicted by a checkpoint, 4 nothing to compare with. */
export async function main(args: readonly string[]): Promise<void> {
	const { values } = parseArgs({
		args: [...args],
		options: { signer: { type: 'string', multiple: true, default: [] } }
	});
	const config = readConfig();
	const pems = [readOwnPublicPem(config.keysDir), ...values.signer.map((file) => readFileSync(file, 'utf8'))];
	const database = await openDatabase({ url: config.databaseUrl ?? undefined, dataDir: config.dataDir });
	try {
		await migrate(database);
		const known = pems.filter((pem) => pem !== null);
		const report = await judgeLog(database.db, readCheckpoints(config.witnessDir), known);
		process.exitCode = exitOf(report);
		for (const line of sayReport(report)) (process.exitCode === 0 ? console.log : console.error)(line);
	} finally {
		await database.close();
	}
}

if (import.meta.main) await endWith(() => main(process.argv.slice(2)));
