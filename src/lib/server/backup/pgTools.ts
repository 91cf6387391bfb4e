import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { BackupProblem } from './backup.errors.ts';

export type PgTool = 'pg_dump' | 'pg_restore';

/**
 * The newest of a tool that this machine has, if it is no older than the server: an older one cannot read a newer
 * server's catalogue.
 */
export function findPgTool(tool: PgTool, serverMajor: number, places: readonly string[] = toolPlaces()): string {
	const found = places
		.map((place) => path.join(place, tool))
		.map((file) => ({ file, major: majorOf(file) }))
		.filter((one): one is { file: string; major: number } => one.major !== null)
		.sort((a, b) => b.major - a.major)[0];
	const install = `Install PostgreSQL's client programs, version ${serverMajor} or newer (on Debian: apt-get install postgresql-client-${serverMajor}), and try again.`;
	if (found === undefined) throw new BackupProblem('no-tool', `${tool} is not on this machine. ${install}`);
	if (found.major < serverMajor)
		throw new BackupProblem(
			'no-tool',
			`${tool} here is version ${found.major}, older than the server's ${serverMajor}. ${install}`
		);
	return found.file;
}

function toolPlaces(debian = '/usr/lib/postgresql'): string[] {
	const versions = existsSync(debian) ? readdirSync(debian).map((version) => path.join(debian, version, 'bin')) : [];
	return [...versions, ...(process.env.PATH ?? '').split(path.delimiter).filter((place) => place !== '')];
}

function majorOf(file: string): number | null {
	if (!existsSync(file)) return null;
	try {
		const said = execFileSync(file, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
		return Number(/(\d+)(\.\d+)*/.exec(said)?.[1] ?? Number.NaN) || null;
	} catch (error) {
		// Something of that name that does not run is as good as none.
		if (error instanceof Error) return null;
		throw error;
	}
}

/** The password goes by the environment: an argument is readable by everyone on the machine. */
function start(file: string, url: string, args: readonly string[], stdin: 'pipe' | 'ignore') {
	const named = new URL(url);
	const password = decodeURIComponent(named.password);
	named.password = '';
	const env = { ...process.env, ...(password === '' ? {} : { PGPASSWORD: password }) };
	return spawn(file, [...args, '--dbname', named.href], { env, stdio: [stdin, 'pipe', 'pipe'] });
}

/** The whole database in Postgres's custom format, as it was at that snapshot. */
export async function* pgDump(file: string, url: string, snapshot: string): AsyncGenerator<Buffer> {
	const args = ['--format=custom', '--compress=0', '--no-owner', '--no-privileges', `--snapshot=${snapshot}`];
	const child = start(file, url, args, 'ignore');
	const ended = endOf(child, 'pg_dump');
	// It is awaited below; until then nobody listens, and Node would end the process.
	ended.catch(() => undefined);
	try {
		yield* child.stdout as Readable as AsyncIterable<Buffer>;
		await ended;
	} finally {
		child.kill();
	}
}

/** Into a database with nothing in it, all or nothing. */
export async function pgRestore(file: string, url: string, data: AsyncIterable<Buffer>): Promise<void> {
	const child = start(file, url, ['--exit-on-error', '--single-transaction', '--no-owner', '--no-privileges'], 'pipe');
	const ended = endOf(child, 'pg_restore');
	ended.catch(() => undefined);
	const into = child.stdin as Writable;
	// If it stops reading, its exit tells why.
	into.on('error', () => undefined);
	try {
		for await (const piece of data) {
			if (child.exitCode !== null) break;
			if (!into.write(piece)) await Promise.race([new Promise((resolve) => into.once('drain', resolve)), ended]);
		}
		into.end();
		await ended;
	} finally {
		child.kill();
	}
}

function endOf(child: ChildProcess, tool: PgTool): Promise<void> {
	const said: string[] = [];
	child.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0 ? resolve() : reject(new Error(`${tool} ended with ${code ?? 'a signal'}: ${said.join('').trim()}`))
		);
	});
}
