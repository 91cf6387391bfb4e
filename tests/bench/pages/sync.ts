/** A day's work sent, and a first fetch: the tablet's own engine, and what others do with the same, each over the same link. */
import { z } from 'zod';
import { completeSummaries } from '../../../src/lib/device/sync/completeSummaries.ts';
import { browserClockwork } from '../../../src/lib/device/sync/browserClockwork.ts';
import { pullChanges } from '../../../src/lib/device/sync/pullChanges.ts';
import { sayHello } from '../../../src/lib/device/sync/sayHello.ts';
import { SyncRunner } from '../../../src/lib/device/sync/SyncRunner.ts';
import { httpSyncServer } from '../../../src/lib/device/sync/SyncServer.ts';
import type { SyncParts } from '../../../src/lib/device/sync/SyncParts.ts';
import type { OpenStore } from '../../../src/lib/device/store/OpenStore.ts';
import { personShape } from '../../../src/lib/device/sync/personShape.ts';
import { act, change, changesOnAnAudit } from './aDay.ts';
import { openFresh } from './openFresh.ts';

export type Day = {
	readonly audits: readonly string[];
	readonly questions: readonly string[];
	readonly template: string;
};
/** Ready with everything saved on the device; `send` returns once the server has said that it has it all. */
export type Sender = { readonly send: () => Promise<void>; readonly close: () => Promise<void> };

async function signedIn() {
	const me = z.object({ person: personShape, council: z.string() });
	return me.parse(await (await fetch('/api/me')).json());
}

async function newTablet(): Promise<{ open: OpenStore; parts: SyncParts }> {
	const { person, council } = await signedIn();
	const open = await openFresh(person, council, null);
	const parts: SyncParts = {
		open,
		server: httpSyncServer(),
		build: 'bench',
		report: () => undefined,
		renamed: async () => undefined,
		persisted: async () => false,
		quota: async () => ({ used: 0, max: 0 })
	};
	return { open, parts };
}

/** Registers the tablet and fetches what is on it; then the day's changes are saved, and wait. */
async function dipperSender({ audits, questions, template }: Day): Promise<Sender> {
	const { open, parts } = await newTablet();
	await fill(parts);
	const tpl = { id: template, ver: 1 };
	const changes = await Promise.all(
		Array.from({ length: audits.length * changesOnAnAudit }, (_, at) =>
			change({
				n: at + 1,
				record: { kind: 'audit', id: audits[Math.floor(at / changesOnAnAudit)] ?? '' },
				tpl,
				act: act(questions, at % changesOnAnAudit)
			})
		)
	);
	const rows = await Promise.all(changes.map((one) => open.sealOutbox({ change: one, receipt: null })));
	await open.store.write({ add: rows, counter: rows.length });
	await open.state();
	return { send: () => sendAll(parts), close: async () => close(open) };
}

/** The runner of the tablet, with its own back-off, until nothing waits. */
function sendAll(parts: SyncParts): Promise<void> {
	return new Promise((resolve) => {
		const runner = new SyncRunner({
			...parts,
			clockwork: browserClockwork(crypto.randomUUID()),
			onStuck: () => undefined,
			onRound: ({ end }) => {
				if (end !== 'done') return;
				runner.stop();
				resolve();
			}
		});
		runner.start();
	});
}

async function fill(parts: SyncParts): Promise<number> {
	const greeted = await sayHello(parts);
	if (greeted.end !== 'hello') throw new Error(`no hello: ${greeted.end}`);
	let records = 0;
	const pulled = await pullChanges(parts, (count) => (records += count));
	if (pulled.end !== 'done') throw new Error(`no pull: ${pulled.end}`);
	await completeSummaries(parts.open);
	return records;
}

function close(open: OpenStore): void {
	open.journal.close();
	open.bell.close();
	open.store.close();
}

/** The first fetch of a new tablet: how long, in milliseconds, until it is all sealed on the disk. */
async function firstFill(name: string): Promise<{ readonly ms: number; readonly records: number }> {
	const peer = name === 'dipper' ? null : window.fillers[name];
	if (peer !== null) {
		if (peer === undefined) throw new Error(`nobody is called ${name}`);
		const ready = await peer();
		const begun = performance.now();
		const records = await ready.fill();
		const ms = performance.now() - begun;
		await ready.close();
		return { ms, records };
	}
	const { open, parts } = await newTablet();
	const begun = performance.now();
	const records = await fill(parts);
	const ms = performance.now() - begun;
	close(open);
	return { ms, records };
}

let waiting: Sender | null = null;

/** Everything is saved here and nothing is sent yet. */
async function makeReady(name: string, day: Day, docs: readonly object[]): Promise<void> {
	const made = name === 'dipper' ? await dipperSender(day) : await window.senders[name]?.(docs);
	if (made === undefined) throw new Error(`nobody is called ${name}`);
	waiting = made;
}

async function sendNow(): Promise<number> {
	if (waiting === null) throw new Error('nothing waits');
	const begun = performance.now();
	await waiting.send();
	const took = performance.now() - begun;
	await waiting.close();
	waiting = null;
	return took;
}

declare global {
	interface Window {
		/** Made by syncPeers.js, which needs packages that only the benchmarks have. */
		senders: Readonly<Record<string, (docs: readonly object[]) => Promise<Sender>>>;
		fillers: Readonly<Record<string, () => Promise<{ fill: () => Promise<number>; close: () => Promise<void> }>>>;
		makeReady: typeof makeReady;
		sendNow: typeof sendNow;
		firstFill: typeof firstFill;
	}
}
window.makeReady = makeReady;
window.sendNow = sendNow;
window.firstFill = firstFill;
