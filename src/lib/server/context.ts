import { offerFirstRun } from './auth/firstRun.ts';
import type { Sessions } from './auth/sessions.ts';
import { openSessions } from './auth/sessions.ts';
import type { Config } from './config.ts';
import type { Database } from './db/connection.ts';
import { openDatabase } from './db/connection.ts';
import { reservedTemplates, shippedTemplates } from '#templates/shippedTemplates.ts';
import { migrate } from './db/migrate.ts';
import { addCheckpoint } from './log/checkpoints.ts';
import { keepWitness, type WitnessKeeper } from './log/keepWitness.ts';
import { startJobs, type Jobs } from './jobs/startJobs.ts';
import { settleRecoveryKeys } from './rescue/recoveryKeys.ts';
import { keepInReserve, publishShipped } from './templates/templates.useCases.ts';

/** What every endpoint needs from the world: opened once for the process. */
export type ServerContext = {
	readonly config: Config;
	readonly database: Database;
	readonly sessions: Sessions;
	now(): number;
};

/** On globalThis because the development server loads changed modules anew, and there is one database. */
const holder = globalThis as { dipperContext?: ServerContext; dipperJobs?: Jobs; dipperWitness?: WitnessKeeper };

export function context(): ServerContext {
	if (holder.dipperContext === undefined) throw new Error('the server has not opened its database yet');
	return holder.dipperContext;
}

/** For the process, once; and for tests, with a database and a clock of their own. */
export function setContext(opened: ServerContext): void {
	holder.dipperContext = opened;
}

export async function openContext(config: Config, print: (line: string) => void): Promise<ServerContext> {
	if (holder.dipperContext !== undefined) return holder.dipperContext;
	const database = await openDatabase({
		url: config.databaseUrl ?? undefined,
		dataDir: config.dataDir,
		poolSize: config.poolSize
	});
	const applied = await migrate(database);
	if (applied.length > 0) print(`Database brought up to date: ${applied.join(', ')}`);
	const witness = await keepWitness(database, config.witnessDir).catch(async (error: unknown) => {
		await database.close();
		throw error;
	});
	await publishShipped(database, shippedTemplates(), Date.now());
	await keepInReserve(database, reservedTemplates(), Date.now());
	await settleRecoveryKeys(database, config.recoveryKeyDir, Date.now());
	const opened = { config, database, sessions: openSessions(database, config), now: () => Date.now() };
	setContext(opened);
	holder.dipperWitness = witness;
	await sayFirstRun(opened, print);
	holder.dipperJobs = await startJobs({ database, config });
	return opened;
}

async function sayFirstRun({ config, database }: ServerContext, print: (line: string) => void) {
	const token = await offerFirstRun(database);
	if (token === null) return;
	const origin = config.origin ?? `http://localhost:${config.port}`;
	print(`There is nobody here yet. Make the first administrator at ${origin}/first-run with this one-time token:`);
	print(`  ${token}`);
}

export async function closeContext(): Promise<void> {
	const { dipperContext: opened, dipperJobs: jobs, dipperWitness: witness } = holder;
	delete holder.dipperContext;
	delete holder.dipperJobs;
	delete holder.dipperWitness;
	await jobs?.stop();
	await witness?.stop();
	if (opened !== undefined && witness !== undefined) await addCheckpoint(opened.database, opened.config, opened.now());
	await opened?.database.close();
}
