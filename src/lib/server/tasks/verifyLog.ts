import { readConfig } from '../config.ts';
import { openDatabase } from '../db/connection.ts';
import { verifyLog } from '../log/changeLog.ts';

const config = readConfig();
const database = await openDatabase({ url: config.databaseUrl ?? undefined, dataDir: config.dataDir });
try {
	const verified = await verifyLog(database.db);
	if (verified.ok) console.log(`The log is whole: ${verified.entries} entries, each holding to the one before.`);
	else console.error(`The log is broken at entry ${verified.brokenAt}.`);
	process.exitCode = verified.ok ? 0 : 1;
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	await database.close();
}
