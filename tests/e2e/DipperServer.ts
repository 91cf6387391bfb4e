import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase, type Database } from '#lib/server/db/connection.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import type { Wiretap } from './Wiretap.ts';

export const demoPassword = 'heron-alder-otter-ford-11';
/** Where the store with the invented council lies, for all servers of a run to begin from. */
export const marchbrook = path.resolve('tests/.cache/marchbrook');

/** The built program on a store of its own, as `npm start` serves it; it can be stopped and come back on the same port. */
export class DipperServer {
	/** Where its store is, for tests that look into it or put something there. */
	readonly dataDir: string;
	readonly #port: number;
	/** Where browsers come in: its own port, or that of whoever listens before it. */
	readonly #door: number;
	#process: ChildProcess | null = null;

	private constructor(dataDir: string, port: number, door = port) {
		this.dataDir = dataDir;
		this.#port = port;
		this.#door = door;
	}

	/** A server with the invented council in it: a copy of the store that `inventMarchbrook` made for this run. */
	static async ofMarchbrook(tap?: Wiretap): Promise<DipperServer> {
		const dataDir = newDataDir();
		cpSync(marchbrook, dataDir, { recursive: true });
		return DipperServer.on(dataDir, tap);
	}

	static async with(fill: (database: Database) => Promise<unknown>): Promise<DipperServer> {
		const dataDir = newDataDir();
		await fillStore(dataDir, fill);
		return DipperServer.on(dataDir);
	}

	private static async on(dataDir: string, tap?: Wiretap): Promise<DipperServer> {
		const server = new DipperServer(dataDir, await freePort(), tap?.port);
		tap?.leadTo(server.#port);
		await server.start();
		return server;
	}

	get origin(): string {
		return `http://localhost:${this.#door}`;
	}

	/** `house`: where another release of the program is built; left out, this one. */
	async start(house = '.'): Promise<void> {
		const program = path.resolve('node_modules/.bin/node');
		const env = {
			...process.env,
			DATA_DIR: this.dataDir,
			PORT: String(this.#port),
			ORIGIN: this.origin,
			DATABASE_URL: ''
		};
		const cwd = path.resolve(house);
		const options: SpawnOptions = { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] };
		this.#process = spawn(program, ['src/lib/server/tasks/start.ts'], options);
		for (let tries = 0; tries < 1200; tries += 1) {
			if (await this.#answers()) return;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		throw new Error('the server did not start');
	}

	async stop(): Promise<void> {
		const running = this.#process;
		this.#process = null;
		if (running === null || running.exitCode !== null) return;
		const ended = once(running, 'exit');
		running.kill('SIGKILL');
		await ended;
	}

	async end(): Promise<void> {
		await this.stop();
		for (const beside of ['', '-witness', '-keys', '-backups'])
			rmSync(`${this.dataDir}${beside}`, { recursive: true, force: true });
	}

	/** Looks into the store from outside, while the server runs. */
	async look<Found>(at: (database: Database) => Promise<Found>): Promise<Found> {
		const database = await openDatabase({ dataDir: this.dataDir });
		return at(database).finally(() => database.close());
	}

	async #answers(): Promise<boolean> {
		try {
			return (await fetch(`${this.origin}/api/health`)).ok;
		} catch {
			return false;
		}
	}
}

function newDataDir(): string {
	return mkdtempSync(path.join(tmpdir(), 'dipper-e2e-'));
}

export async function fillStore(dataDir: string, fill: (database: Database) => Promise<unknown>): Promise<void> {
	const database = await openDatabase({ dataDir });
	await migrate(database);
	await fill(database);
	await database.close();
}

async function freePort(): Promise<number> {
	const probe = createServer();
	probe.listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return address.port;
}
