import type { Person } from '#lib/domain/access/Person.ts';
import { httpSyncServer } from '#lib/device/sync/SyncServer.ts';
import type { Fault } from './acts.ts';
import type { Disk } from './Disk.ts';
import { endpoints, type Endpoint, type EngineServer } from './EngineServer.ts';
import { Page } from './Page.ts';
import type { Timers } from './Timers.ts';

type Planned = { readonly path: Endpoint; readonly fault: Fault; readonly after: number };
/** Told of each answer and of what was asked. */
export type Heard = (body: unknown, asked: unknown) => Promise<void>;
/** Begun before the server is asked. */
export type Listen = (path: Endpoint) => Promise<Heard>;

/** One tablet in someone's hand: a disk, up to two pages on it, and the network between it and the server. */
export class EngineTablet {
	readonly person: Person;
	readonly disk: Disk;
	readonly faults: Planned[] = [];
	hasSignal = true;
	clockOff = 0;
	pages: Page[] = [];
	/** Answers on their way: let go one after the other. */
	readonly held: (() => void)[] = [];
	#whenHeld: (() => void)[] = [];
	readonly #server: EngineServer;
	readonly #timers: Timers;
	readonly #listen: Listen;

	constructor(person: Person, disk: Disk, parts: { server: EngineServer; timers: Timers; listen: Listen }) {
		this.person = person;
		this.disk = disk;
		this.#server = parts.server;
		this.#timers = parts.timers;
		this.#listen = parts.listen;
	}

	/** The first tab, or where `tab` says so a second; opened where it is not. */
	async page(tab = 0): Promise<Page> {
		const at = tab === 1 ? 1 : 0;
		this.pages = this.pages.filter((page) => !page.isDead);
		while (this.pages.length <= at) {
			const page = this.#newPage();
			this.pages.push(await page.opens());
			page.runner.start();
		}
		return this.pages[at] ?? this.page();
	}

	/** The browser is closed; the next look at a page opens it anew. */
	closes(): void {
		for (const page of this.pages) page.dies();
		this.pages = [];
	}

	#newPage(): Page {
		return new Page({
			disk: this.disk,
			server: httpSyncServer((input, init) => this.#send(String(input), init ?? {})),
			now: () => new Date((this.#server.clock.now += 1000) + this.clockOff),
			build: this.clockOff < 0 ? '0.1.0' : 'fuzz',
			timers: this.#timers
		});
	}

	async #send(path: string, init: RequestInit): Promise<Response> {
		const name = path.split('/').at(-1) as Endpoint;
		if (!(name in endpoints) || !this.hasSignal) throw new TypeError('no signal');
		const at = this.faults.findIndex((one) => one.path === name);
		const planned = at === -1 ? undefined : this.faults.splice(at, 1)[0];
		return this.#arrives(name, init, planned);
	}

	async #arrives(name: Endpoint, init: RequestInit, planned: Planned | undefined): Promise<Response> {
		const asked = String(init.body);
		const reach = () => this.#server.answers(name, asked, init.headers ?? {}, this.person);
		switch (planned?.fault) {
			case 'lost request':
				throw new TypeError('no signal');
			case 'lost answer':
				await reach();
				throw new TypeError('no signal');
			case 'server killed':
				await this.#server.killedAfter(planned.after, reach);
				throw new TypeError('no signal');
			case 'sent twice':
				await reach();
				break;
			case undefined:
			case 'held':
				break;
		}
		const heard = await this.#listen(name);
		const answer = await reach();
		if (answer.ok) await heard(await answer.clone().json(), JSON.parse(asked));
		if (planned?.fault === 'held') await this.#holds();
		return answer;
	}

	#holds(): Promise<void> {
		return new Promise((resolve) => {
			this.held.push(resolve);
			for (const told of this.#whenHeld.splice(0)) told();
		});
	}

	/** False once an answer is held back: then what asked for it cannot be waited for. */
	untilHeld(): Promise<false> {
		if (this.held.length > 0) return Promise.resolve(false);
		return new Promise((resolve) => this.#whenHeld.push(() => resolve(false)));
	}
}
