import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { must } from '#lib/domain/shared/Result.ts';
import { isBuildStale } from '#lib/server/tasks/demoStore.ts';

/** The program as `npm start` runs it; or its endpoints behind a bare server, where there is no build of today. */
export type Entry = 'built' | 'bare';

const entries: Readonly<Record<Entry, string>> = {
	built: 'src/lib/server/tasks/start.ts',
	bare: 'tests/fuzz/bareServer.ts'
};

export function bestEntry(): Entry {
	const built = path.resolve('build/handler.js');
	return existsSync(built) && !isBuildStale(built, ['src/lib', 'src/routes', 'src/hooks.server.ts']) ? 'built' : 'bare';
}

export type Store = { readonly dataDir: string } | { readonly url: string };

/** A server in a process of its own, which tests may kill; it comes back at the same address. */
export class ServerProgram {
	readonly origin: string;
	readonly #port: number;
	readonly #store: Store;
	readonly #entry: Entry;
	#process: ChildProcess | null = null;
	/** Where it keeps what is not in the database, as on a machine of its own. */
	readonly #home = mkdtempSync(path.join(tmpdir(), 'dipper-server-'));
	/** How long each start took until the first answer, in milliseconds. */
	readonly startsMs: number[] = [];

	private constructor(port: number, store: Store, entry: Entry) {
		this.#port = port;
		this.#store = store;
		this.#entry = entry;
		this.origin = `http://localhost:${port}`;
	}

	static async on(store: Store, entry: Entry = bestEntry()): Promise<ServerProgram> {
		const program = new ServerProgram(await freePort(), store, entry);
		await program.start();
		return program;
	}

	async start(): Promise<void> {
		const began = performance.now();
		const program = path.resolve('node_modules/.bin/node');
		const env = { ...process.env, ...this.#storeSettings(), PORT: String(this.#port), ORIGIN: this.origin };
		const child = spawn(program, [entries[this.#entry]], { env, stdio: ['ignore', 'ignore', 'inherit'] });
		this.#process = child;
		while (!(await this.answers())) {
			if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode} while starting`);
			await pause(10);
		}
		this.startsMs.push(performance.now() - began);
	}

	/** Without any warning, as the kernel does when memory runs out. */
	kill(): Promise<void> {
		return this.#end('SIGKILL');
	}

	/** Killed for good. */
	async end(): Promise<void> {
		await this.kill();
		rmSync(this.#home, { recursive: true, force: true });
	}

	/** As a supervisor does. */
	stop(): Promise<void> {
		return this.#end('SIGTERM');
	}

	get pid(): number {
		return must(this.#process?.pid, 'a server that runs');
	}

	/** Whether it ended without being told to. */
	get hasDied(): boolean {
		return this.#process !== null && (this.#process.exitCode !== null || this.#process.signalCode !== null);
	}

	async answers(): Promise<boolean> {
		return (await this.health()) === 200;
	}

	/** The status of its health answer; 0 where nobody answers. */
	async health(): Promise<number> {
		return fetch(`${this.origin}/api/health`).then(
			(answer) => answer.status,
			() => 0
		);
	}

	async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
		const running = this.#process;
		this.#process = null;
		if (running === null || running.exitCode !== null || running.signalCode !== null) return;
		const ended = once(running, 'exit');
		running.kill(signal);
		await ended;
	}

	#storeSettings() {
		const witness = { WITNESS_DIR: path.join(this.#home, 'witness') };
		return 'url' in this.#store
			? { DATABASE_URL: this.#store.url, DATA_DIR: this.#home, ...witness }
			: { DATABASE_URL: '', DATA_DIR: this.#store.dataDir, ...witness };
	}
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
