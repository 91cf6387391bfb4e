/** `npm test`: everything CI runs, one step after the other, ended by one line that counts it all. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startThrowAwayPostgres } from '#lib/server/db/throwAwayPostgres.ts';
import { provideChromium } from './findChromium.ts';
import { failuresOfPlaywright, failuresOfVitest, readReport, type Failure } from './whatFailed.ts';

type Tally = { passed: number; failed: number; skipped: number };
type Step = {
	readonly name: string;
	readonly command: readonly string[];
	readonly count?: () => Tally;
	readonly failures?: () => Failure[];
};

/** Of a step that names no failed test, this many characters of the end of what it said are said again. */
const lastSaid = 4_000;

const results = path.resolve('tests/.cache');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
process.env.CHROMIUM = provideChromium();
const postgres = await startThrowAwayPostgres();
if (postgres !== null) process.env.TEST_POSTGRES_URL = postgres.url;
const database = postgres === null ? 'SQLite and PGlite' : 'SQLite and a real Postgres';
console.log(`Server tests run on ${database}.`);

/** What stands in one line is done side by side: each of these keeps to one core. */
const stages: readonly (readonly Step[])[] = [
	[
		{ name: 'lint', command: ['npm', 'run', '--silent', 'lint:synced'] },
		{ name: 'types', command: ['npm', 'run', '--silent', 'check:synced'] }
	],
	// Before the unit tests, some of which start and kill what was built.
	[{ name: 'build', command: ['npm', 'run', '--silent', 'build'] }],
	[vitest('unit', 'pure')],
	[vitest('ui')],
	[
		{
			name: 'e2e',
			command: ['npx', 'playwright', 'test', '--reporter=list,json'],
			count: () => countPlaywright(path.join(results, 'e2e.json')),
			failures: () => failuresOfPlaywright(readReport(path.join(results, 'e2e.json')))
		}
	]
];

process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = path.join(results, 'e2e.json');
const total: Tally = { passed: 0, failed: 0, skipped: 0 };
const failures: Failure[] = [];
// Lint and types read what this writes. Written once, before both: neither finds it half written by the other.
spawnSync('npx', ['svelte-kit', 'sync'], { stdio: 'inherit' });
for (const stage of stages) {
	for (const tally of await Promise.all(stage.map(carryOut)))
		for (const part of ['passed', 'failed', 'skipped'] as const) total[part] += tally[part];
}
await postgres?.stop();
for (const failure of failures) console.log(`FAILED ${failure.what}\n${failure.why}\n`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function carryOut(step: Step): Promise<Tally> {
	const began = performance.now();
	const running = spawn(step.command[0] ?? '', step.command.slice(1), { stdio: ['inherit', 'pipe', 'pipe'] });
	let said = '';
	for (const [from, to] of [
		[running.stdout, process.stdout],
		[running.stderr, process.stderr]
	] as const)
		from.on('data', (chunk: Buffer) => {
			to.write(chunk);
			said = (said + chunk.toString()).slice(-lastSaid);
		});
	const [status] = (await once(running, 'close')) as [number | null];
	const tally = judge(step, status);
	if (tally.failed > 0) {
		const named = step.failures?.() ?? [];
		failures.push(...(named.length > 0 ? named : [{ what: step.name, why: said }]));
	}
	const seconds = ((performance.now() - began) / 1000).toFixed(0);
	console.log(`\n== ${step.name}: ${tally.passed} passed, ${tally.failed} failed, ${seconds} s\n`);
	return tally;
}

function vitest(...projects: readonly string[]): Step {
	const name = projects.join('-');
	const file = path.join(results, `${name}.json`);
	return {
		name,
		command: [
			'npx',
			'vitest',
			'run',
			...projects.flatMap((project) => ['--project', project]),
			'--reporter=dot',
			'--reporter=json',
			`--outputFile.json=${file}`
		],
		count: () => countVitest(file),
		failures: () => failuresOfVitest(readReport(file))
	};
}

/** A step that fails without counting a failure (a crash, a file that does not load) is one failure. */
function judge(step: Step, status: number | null): Tally {
	if (step.count === undefined) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
	const tally = step.count();
	if (status !== 0 && tally.failed === 0) tally.failed = 1;
	if (tally.passed + tally.failed === 0) tally.failed = 1;
	return tally;
}

function countVitest(file: string): Tally {
	const report = readReport(file);
	const suites = number(report, 'numFailedTestSuites');
	const failed = number(report, 'numFailedTests');
	return {
		passed: number(report, 'numPassedTests'),
		failed: failed === 0 && suites > 0 ? suites : failed,
		skipped: number(report, 'numPendingTests') + number(report, 'numTodoTests')
	};
}

function countPlaywright(file: string): Tally {
	const stats = readReport(file).stats;
	if (stats === null || typeof stats !== 'object') return { passed: 0, failed: 0, skipped: 0 };
	const counts = stats as Record<string, unknown>;
	return {
		passed: number(counts, 'expected') + number(counts, 'flaky'),
		failed: number(counts, 'unexpected'),
		skipped: number(counts, 'skipped')
	};
}

function number(report: Record<string, unknown>, member: string): number {
	const value = report[member];
	return typeof value === 'number' ? value : 0;
}
