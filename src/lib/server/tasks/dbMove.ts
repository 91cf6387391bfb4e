import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BackupProblem } from '../backup/backup.errors.ts';
import { moveStore } from '../backup/moveStore.ts';
import { refuseSharedFile } from '../backup/targets.ts';
import { readConfig } from '../config.ts';
import { databaseFileName, openDatabase } from '../db/connection.ts';
import { endWith } from './endWith.ts';

/** `npm run db:move -- --to DATABASE_URL`: from the SQLite file in DATA_DIR into an empty Postgres. */
export async function main(args: readonly string[], now = Date.now()): Promise<void> {
	const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' } } });
	if (values.to === undefined) throw new TypeError('npm run db:move -- --to DATABASE_URL');
	const { dataDir } = readConfig();
	const file = path.join(dataDir, databaseFileName);
	if (!existsSync(file)) throw new BackupProblem('not-a-backup', `There is no store to move: ${file} is not there.`);
	refuseSharedFile(file);
	const from = await openDatabase({ dataDir });
	const to = await openDatabase({ url: values.to });
	try {
		for (const { table, rows, sha256 } of await moveStore(from, to))
			console.log(`  ${table}: ${rows} rows, ${sha256.slice(0, 16)}`);
	} finally {
		await from.close();
		await to.close();
	}
	const aside = `${file}.moved-${new Date(now).toISOString().replaceAll(':', '')}`;
	renameSync(file, aside);
	console.log(`Moved, and compared row by row. The SQLite file stands in ${aside}, unchanged.`);
	console.log('Set DATABASE_URL and start the server: npm start. Tablets notice nothing.');
}

if (import.meta.main) await endWith(() => main(process.argv.slice(2)));
