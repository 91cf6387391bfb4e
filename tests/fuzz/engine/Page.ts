import { openPerson, writeKeysBeside } from '#lib/device/session/openPerson.ts';
import type { TabletParts } from '#lib/device/session/TabletParts.ts';
import type { DeviceStore, Plan } from '#lib/device/store/DeviceStore.ts';
import { JournalFolder } from '#lib/device/store/JournalFolder.ts';
import { sessionInto, type Journal } from '#lib/device/store/Journal.ts';
import type { OpenStore } from '#lib/device/store/OpenStore.ts';
import { SyncRunner, type RunnerParts } from '#lib/device/sync/SyncRunner.ts';
import type { SyncServer } from '#lib/device/sync/SyncServer.ts';
import type { Disk } from './Disk.ts';
import type { Timers } from './Timers.ts';

export type Death = 'before the store' | 'after the store' | 'after both';
export class PageGone extends Error {}

export type PageParts = {
	readonly disk: Disk;
	readonly server: SyncServer;
	readonly now: () => Date;
	readonly build: string;
	readonly timers: Timers;
};

/** One page of the program on one tablet: the real engine, over a disk that outlives it. */
export class Page {
	isDead = false;
	/** Where in its next save it dies. */
	diesAt: Death | null = null;
	readonly disk: Disk;
	readonly incidents: string[] = [];
	readonly #parts: PageParts;
	#open: OpenStore | null = null;
	#runner: SyncRunner | null = null;

	constructor(parts: PageParts) {
		this.#parts = parts;
		this.disk = parts.disk;
	}

	get open(): OpenStore {
		if (this.#open === null) throw new Error('the page is not open');
		return this.#open;
	}
	get runner(): SyncRunner {
		if (this.#runner === null) throw new Error('the page is not open');
		return this.#runner;
	}

	async opens(): Promise<this> {
		const report = ({ code }: { code: string }) => void this.incidents.push(code);
		const open = await openPerson(this.#tabletParts(), this.disk.row, this.disk.root.slice(), report as never);
		this.#open = open;
		const { server, build, timers } = this.#parts;
		const parts: Partial<RunnerParts> = {
			open,
			server,
			build,
			report: report as never,
			renamed: (clientId) => this.#renamed(clientId),
			persisted: async () => true,
			quota: async () => ({ used: 0, max: 1 }),
			clockwork: timers.clockworkFor(this),
			onRound: () => undefined,
			onStuck: () => undefined
		};
		this.syncParts = parts as RunnerParts;
		this.#runner = new SyncRunner(this.syncParts);
		return this;
	}
	syncParts: RunnerParts | null = null;

	/** As a browser ends it: nothing more is written, nothing more is heard. */
	dies(): void {
		this.isDead = true;
		this.#runner?.stop();
		this.disk.folder.letGo(this);
		this.#open?.bell.close();
	}

	async #renamed(clientId: string): Promise<void> {
		this.disk.row = { ...this.disk.row, clientId };
		await writeKeysBeside(this.#tabletParts(), this.disk.row, this.open);
	}

	async keepsKeysBeside(): Promise<void> {
		await writeKeysBeside(this.#tabletParts(), this.disk.row, this.open);
	}

	#tabletParts(): TabletParts {
		const { disk } = this;
		const parts: Partial<TabletParts> = {
			openStore: () => this.#mortalStore(),
			journals: {
				isPossible: true,
				open: (_slot, clientId, session) => this.#journal(clientId, session),
				slots: async () => [disk.row.slot],
				readKeys: async () => disk.folder.keys,
				writeKeys: async (_slot, text) => void (disk.folder.keys = text),
				remove: async () => void (disk.folder.keys = null)
			},
			now: this.#parts.now,
			newId: () => crypto.randomUUID()
		};
		return parts as TabletParts;
	}

	/** The store of the disk, whichever it is by now; a dead page reads and writes nothing. */
	#mortalStore(): DeviceStore {
		const { disk } = this;
		const call = async (name: keyof DeviceStore, args: unknown[]): Promise<unknown> => {
			if (this.isDead) throw new PageGone('the page is gone');
			const isSave = name === 'write' && (args[0] as Plan).add !== undefined;
			if (isSave) this.#mayDie('before the store');
			const store = disk.store as unknown as Record<string, (...all: unknown[]) => Promise<unknown>>;
			const answer = await store[name]?.(...args);
			if (this.isDead) throw new PageGone('the page is gone');
			if (isSave && answer === true) this.#mayDie('after the store');
			return answer;
		};
		return new Proxy({} as DeviceStore, {
			get: (_target, name) =>
				name === 'close' ? () => undefined : (...args: unknown[]) => call(name as keyof DeviceStore, args)
		});
	}

	#mayDie(at: Death): void {
		if (this.diesAt !== at) return;
		this.dies();
		throw new PageGone('the page is gone');
	}

	async #journal(clientId: string, session: string): Promise<Journal> {
		const folder = new JournalFolder(this.disk.folder.doorFor(this));
		await folder.open(clientId, session);
		let client = clientId;
		let named = session;
		const alive = <Value>(work: () => Promise<Value>): Promise<Value> => {
			if (this.isDead) return Promise.reject(new PageGone('the page is gone'));
			return work();
		};
		return {
			append: (n, sealed) =>
				alive(async () => {
					await folder.append({ n, sealed });
					this.#mayDie('after both');
				}),
			entries: () => alive(() => folder.entries(client)),
			underOtherNames: () => alive(() => folder.underOtherNames(client)),
			compact: (durableN) => alive(() => folder.compact(client, durableN)),
			restart: (fresh, entries, life) =>
				alive(async () => {
					client = fresh;
					if (life !== undefined) named = sessionInto(named, life);
					await folder.restart(fresh, named, entries);
				}),
			close: () => folder.close()
		};
	}
}
