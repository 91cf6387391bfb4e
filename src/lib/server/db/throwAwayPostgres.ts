import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type ThrowAwayPostgres = {
	readonly url: string;
	/** As a power cut: nothing is finished, nothing flushed; then it comes back and recovers. */
	crash(): void;
	stop(): void;
};

const debianFolder = '/usr/lib/postgresql';

/** The newest server that Debian's packages installed; null where there is none. */
export function findPostgres(folder = debianFolder): string | null {
	if (!existsSync(folder)) return null;
	const versions = readdirSync(folder).filter((name) => /^\d+$/.test(name));
	const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
	const bin = newest === undefined ? null : path.join(folder, newest, 'bin');
	return bin !== null && existsSync(path.join(bin, 'initdb')) ? bin : null;
}

/** For tests: a server with an empty data folder on a free port of this machine. Null where Postgres is not installed. */
export async function startThrowAwayPostgres(
	bin = findPostgres(),
	{ fsync = false } = {}
): Promise<ThrowAwayPostgres | null> {
	if (bin === null) return null;
	const folder = mkdtempSync(path.join(tmpdir(), 'dipper-postgres-'));
	const run = asOwner(folder, bin);
	const data = path.join(folder, 'data');
	const port = await findFreePort();
	run('initdb', '-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-sync');
	const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=${fsync ? 'on' : 'off'} -c max_connections=200`;
	const start = () => run('pg_ctl', '-D', data, '-o', options, '-w', '-l', path.join(folder, 'log'), 'start');
	start();
	return {
		url: `postgres://postgres@127.0.0.1:${port}/postgres`,
		crash() {
			run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
			start();
		},
		stop() {
			run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** Postgres refuses to run as root, as whom containers run tests; Debian's own user for it is there then. */
function asOwner(folder: string, bin: string) {
	const isRoot = process.getuid?.() === 0;
	if (isRoot) chownSync(folder, idOf('-u'), idOf('-g'));
	return (program: string, ...rest: string[]) => {
		const command = [path.join(bin, program), ...rest];
		const [first = '', ...others] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
		// Its output is not read: a server that inherits a pipe would hold it open for ever.
		execFileSync(first, others, { stdio: 'ignore', cwd: folder });
	};
}

function idOf(which: '-u' | '-g'): number {
	return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
}

async function findFreePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
