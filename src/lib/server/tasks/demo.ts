import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { hashPassword } from '../auth/passwords.ts';
import { readConfig, type Config } from '../config.ts';
import { demoDomain, demoSignIns } from '../council/marchbrook.ts';
import { seedCouncil } from '../council/seedCouncil.ts';
import { openDatabase, type Database } from '../db/connection.ts';
import { forgetWitness } from '../log/witness.ts';
import { migrate } from '../db/migrate.ts';
import { countPeople, findPersonByUsername, savePasswordHash } from '../people/people.repository.ts';
import { isBuildStale, makeDemoPassword, readDemoNote, throwDemoAway, writeDemoNote } from './demoStore.ts';
import { start } from './start.ts';

async function demo(isFresh: boolean): Promise<void> {
	process.env.DATA_DIR ||= path.join('data', 'demo');
	const config = readConfig();
	buildWhereNeeded();
	mkdirSync(config.dataDir, { recursive: true });
	if (isFresh) throwDemoAway(config.dataDir);
	if (isFresh) forgetWitness(config.witnessDir);
	const database = await openDatabase({ url: config.databaseUrl ?? undefined, dataDir: config.dataDir });
	const password = await prepare(database, config).finally(() => database.close());
	const server = await start(config);
	const address = server.address();
	const port = address !== null && typeof address === 'object' ? address.port : config.port;
	sayHowToSignIn(config.origin ?? `http://localhost:${port}`, password);
}

async function prepare(database: Database, { dataDir }: Config): Promise<string> {
	await migrate(database);
	const kept = readDemoNote(dataDir);
	if ((await countPeople(database.db)) > 0) {
		if (kept === null) throw new Error(`${dataDir} holds a real store, not a demo: choose another DATA_DIR`);
		const asked = process.env.DEMO_PASSWORD || kept;
		if (asked !== kept) await changePassword(database, asked);
		writeDemoNote(dataDir, asked);
		return asked;
	}
	const password = process.env.DEMO_PASSWORD || makeDemoPassword();
	const began = performance.now();
	console.log('Inventing Marchbrook: 120 people, 5,000 children, six months of audits …');
	await seedCouncil({ database, templates: shippedTemplates(), password, now: Date.now() });
	writeDemoNote(dataDir, password);
	console.log(`Done in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
	return password;
}

async function changePassword(database: Database, password: string): Promise<void> {
	const hash = await hashPassword(password);
	for (const [username] of demoSignIns) {
		const person = await findPersonByUsername(database.db, `${username}@${demoDomain}`);
		if (person !== null) await savePasswordHash(database.db, person.id, hash, false);
	}
}

/** Builds when there is no build, or when a source is newer than it. */
function buildWhereNeeded(): void {
	const sources = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'];
	if (!isBuildStale('build/handler.js', sources)) return;
	console.log('Building …');
	const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
	if (status !== 0) throw new Error('the build failed: "npm run build" says more');
}

function sayHowToSignIn(origin: string, password: string): void {
	console.log(`\nMarchbrook, an invented council, is open at ${origin}/sign-in\n`);
	for (const [username, name, role] of demoSignIns) {
		console.log(`  ${`${username}@${demoDomain}`.padEnd(24)} ${name.padEnd(18)} ${role}`);
	}
	console.log(`\n  Everyone’s password: ${password}\n`);
}

if (import.meta.main) {
	try {
		await demo(process.argv.includes('--fresh'));
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
