import {
	createServer,
	request as ask,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse
} from 'node:http';
import { Chance } from '../../src/lib/server/council/annexA/Chance.ts';

/** What crossed the link, with headers, and what it did to it. */
export type Crossed = { requests: number; up: number; down: number; answersLost: number; cuts: number };
export type Faults = {
	/** Added to every request, in milliseconds. */
	readonly latency: number;
	/** Of the answers, after the server has done what was asked. */
	readonly losesAnswers: number;
	/** The link goes down each time so many bytes have gone up, in the middle of a request, for `downMs`. */
	readonly cutsAfter: readonly number[];
	readonly downMs: number;
	readonly seed: string;
};

const noFaults: Faults = { latency: 0, losesAnswers: 0, cutsAfter: [], downMs: 0, seed: '' };

/** Stands before every contender's server on this machine, and is as bad to each as it is told to be. */
export class BadLink {
	readonly #server: Server;
	readonly #places: (readonly [prefix: string, origin: string])[] = [];
	readonly #servers: Server[] = [];
	#faults = noFaults;
	#chance = new Chance('');
	#downUntil = 0;
	crossed: Crossed = noneCrossed();

	private constructor() {
		this.#server = createServer((request, response) => void this.#carry(request, response));
	}

	static async open(): Promise<BadLink> {
		const link = new BadLink();
		await listen(link.#server);
		return link;
	}

	get origin(): string {
		return originOf(this.#server);
	}

	/** What begins with this goes there: to another server's origin, or to a listener in this process. */
	async leads(prefix: string, to: string | RequestListener): Promise<void> {
		if (typeof to === 'string') return void this.#places.push([prefix, to]);
		const server = createServer(to);
		await listen(server);
		this.#servers.push(server);
		this.#places.push([prefix, originOf(server)]);
	}

	/** From now on the link is as bad as this, and counts from nothing. */
	becomes(faults: Partial<Faults>): void {
		this.#faults = { ...noFaults, ...faults };
		this.#chance = new Chance(this.#faults.seed);
		this.#downUntil = 0;
		this.crossed = noneCrossed();
	}

	async close(): Promise<void> {
		for (const server of [this.#server, ...this.#servers]) {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	}

	async #carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
		if (Date.now() < this.#downUntil) return void request.socket.destroy();
		const { latency, losesAnswers, cutsAfter, downMs } = this.#faults;
		const body = await bodyOf(request).catch(() => null);
		if (body === null) return;
		this.crossed.requests += 1;
		this.crossed.up += body.length + headerBytes(request.rawHeaders);
		if (this.crossed.up >= (cutsAfter[this.crossed.cuts] ?? Infinity)) {
			this.crossed.cuts += 1;
			this.#downUntil = Date.now() + downMs;
			return void request.socket.destroy();
		}
		if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
		const isLost = this.#chance.happens(losesAnswers);
		await this.#answer(request, body, response, isLost);
	}

	async #answer(request: IncomingMessage, body: Buffer, response: ServerResponse, isLost: boolean): Promise<void> {
		const path = request.url ?? '/';
		const place = this.#places.find(([prefix]) => path.startsWith(prefix));
		if (place === undefined) return void response.writeHead(404).end();
		const answer = await forward(request, body, place[1]);
		if (answer === null) return void request.socket.destroy();
		if (isLost) {
			this.crossed.answersLost += 1;
			return void request.socket.destroy();
		}
		this.crossed.down += answer.body.length + headerBytes(answer.headers);
		response.writeHead(answer.status, answer.headers);
		response.end(answer.body);
	}
}

type Answer = { readonly status: number; readonly headers: string[]; readonly body: Buffer };

/** The server is told that it was asked by its own name. Null where it did not answer. */
function forward(request: IncomingMessage, body: Buffer, origin: string): Promise<Answer | null> {
	const headers: Record<string, string | string[] | undefined> = { ...request.headers, host: new URL(origin).host };
	if (headers.origin !== undefined) headers.origin = origin;
	return new Promise((resolve) => {
		const asked = ask(origin + (request.url ?? '/'), { method: request.method, headers }, (answer) => {
			void bodyOf(answer).then(
				(read) => resolve({ status: answer.statusCode ?? 502, headers: answer.rawHeaders.filter(isKept), body: read }),
				() => resolve(null)
			);
		});
		asked.on('error', () => resolve(null));
		asked.end(body);
	});
}

/** Names and values in turn; those of the connection between us and the server are not passed on. */
function isKept(_: string, at: number, all: readonly string[]): boolean {
	const name = (all[at - (at % 2)] ?? '').toLowerCase();
	return !['connection', 'keep-alive', 'transfer-encoding'].includes(name);
}

async function listen(server: Server): Promise<void> {
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
}

function originOf(server: Server): string {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return `http://localhost:${address.port}`;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of message) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

function headerBytes(raw: readonly string[]): number {
	return raw.reduce((sum, one) => sum + one.length + 2, 0);
}

function noneCrossed(): Crossed {
	return { requests: 0, up: 0, down: 0, answersLost: 0, cuts: 0 };
}
