import { readConfig } from '../config.ts';
import { openDatabase } from '../db/connection.ts';
import { migrate } from '../db/migrate.ts';

const config = readConfig();
const database = await openDatabase({ url: config.databaseUrl ?? undefined, dataDir: config.dataDir });
try {
	const applied = await migrate(database);
	console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	await database.close();
}
