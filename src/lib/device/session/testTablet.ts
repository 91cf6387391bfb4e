import { Dexie } from 'dexie';
import type { JournalDoor } from '../store/JournalDoor.ts';
import { DexieStore } from '../store/DexieStore.ts';
import { People } from '../store/People.ts';
import type { Clockwork } from '../sync/SyncRunner.ts';
import { noShares } from '../sync/ShareServer.ts';
import { TestServer } from '../sync/testServer.ts';
import { ada, anAudit, aTemplateRecord, MemoryJournal, smallTemplate, testId } from '../testWorld.ts';
import { noPasskeys } from '../vault/PasskeyDoor.ts';
import { Tablet } from './Tablet.svelte.ts';
import type { TabletParts } from './TabletParts.ts';

export const passphrase = 'heron otter willow brook';

/** A page that can be hidden and touched. */
export class TestPage extends EventTarget {
	hidden = false;
	hide(hidden: boolean): void {
		this.hidden = hidden;
		this.dispatchEvent(new Event('visibilitychange'));
	}
}

export type Journals = JournalDoor & { readonly held: Map<string, MemoryJournal>; readonly keys: Map<string, string> };

export function memoryJournals(): Journals {
	const held = new Map<string, MemoryJournal>();
	const keys = new Map<string, string>();
	return {
		isPossible: true,
		held,
		keys,
		async open(slot) {
			const journal = held.get(slot) ?? new MemoryJournal();
			held.set(slot, journal);
			return journal;
		},
		slots: async () => [...keys.keys()],
		readKeys: async (slot) => keys.get(slot) ?? null,
		writeKeys: async (slot, text) => void keys.set(slot, text),
		async remove(slot) {
			held.delete(slot);
			keys.delete(slot);
		}
	};
}

export type TestTablet = {
	readonly tablet: Tablet;
	readonly server: TestServer;
	readonly page: TestPage;
	readonly parts: TabletParts;
	readonly left: string[];
	/** Whether the office's pages were told that it is in a child's hands. */
	readonly handed: { now: boolean };
	readonly clock: { now: number };
	readonly journals: Journals;
};

/** A tablet on which nothing happens by itself: rounds of sending run when a test asks. */
export async function aTablet(given: Partial<TabletParts> = {}, tab?: TestTablet): Promise<TestTablet> {
	const server = tab?.server ?? new TestServer(ada, smallTemplate);
	if (tab === undefined) server.put(anAudit(), aTemplateRecord());
	// Test files run beside each other in one browser, and its databases are shared.
	const world = crypto.randomUUID();
	const page = new TestPage();
	const left: string[] = [];
	const handed = { now: false };
	const clock = tab?.clock ?? { now: Date.UTC(2026, 10, 22, 8) };
	const journals = tab?.journals ?? memoryJournals();
	const clockwork: Clockwork = {
		now: () => clock.now,
		chance: () => 0,
		later: () => () => undefined,
		isVisible: () => true,
		alone: async (work) => {
			await work();
			return true;
		}
	};
	const parts: TabletParts = {
		people: tab?.parts.people ?? new People(`people-${world}`),
		openStore: tab?.parts.openStore ?? ((database) => new DexieStore(`${database}-${world}`)),
		journals,
		server,
		shares: noShares,
		passkeys: noPasskeys,
		check: async () => [],
		rescues: { rescue: async () => ({ kind: 'no-signal' }) },
		deleteStore: tab?.parts.deleteStore ?? ((database) => Dexie.delete(`${database}-${world}`)),
		clockwork: () => clockwork,
		now: () => new Date((clock.now += 1000)),
		newId: testId,
		derivation: { alg: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 },
		page,
		leave: (path) => left.push(path),
		markHandedOver: (isIt) => (handed.now = isIt),
		build: 'test',
		isPersisted: async () => false,
		persist: async () => true,
		quota: async () => ({ used: 0, max: 0 }),
		dropCaches: async () => undefined,
		...given
	};
	const tablet = new Tablet(parts);
	await tablet.start();
	return { tablet, server, page, parts, left, handed, clock, journals };
}

export async function aSetUpTablet(given: Partial<TabletParts> = {}, pin?: string): Promise<TestTablet> {
	const made = await aTablet(given);
	const done = await made.tablet.setUp({
		person: ada,
		council: 'Marchbrook',
		passphrase,
		...(pin === undefined ? {} : { pin })
	});
	if (!done.ok) throw new Error(done.problem.code);
	return made;
}
