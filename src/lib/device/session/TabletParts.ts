import { version } from '$app/environment';
import { handedOverCookie, handedOverFor } from '#lib/protocol/handedOver.ts';
import { httpEvidenceServer, type EvidenceServer } from '../evidence/EvidenceServer.ts';
import { Dexie } from 'dexie';
import { DexieStore } from '../store/DexieStore.ts';
import { browserChecks, checkTablet, type TabletCheck } from './checkTablet.ts';
import type { DeviceStore } from '../store/DeviceStore.ts';
import { opfsJournals, type JournalDoor } from '../store/JournalDoor.ts';
import { People } from '../store/People.ts';
import { browserClockwork } from '../sync/browserClockwork.ts';
import type { Clockwork } from '../sync/SyncRunner.ts';
import { httpShareServer, type ShareServer } from '../sync/ShareServer.ts';
import { httpSyncServer, type RescueServer, type SyncServer } from '../sync/SyncServer.ts';
import type { Watched } from '../vault/IdleLock.ts';
import { browserPasskeys, type PasskeyDoor } from '../vault/PasskeyDoor.ts';
import { bestDerivation, type Derivation } from '../vault/keyDerivation.ts';

/** Everything outside: what a test replaces. */
export type TabletParts = {
	readonly people: People;
	readonly openStore: (database: string) => DeviceStore;
	readonly journals: JournalDoor;
	readonly server: SyncServer;
	/** Left out where files stay on the tablet. */
	readonly evidence?: EvidenceServer;
	readonly shares: ShareServer;
	readonly passkeys: PasskeyDoor;
	/** Whether this tablet keeps what is written (S6). */
	readonly check: () => Promise<readonly TabletCheck[]>;
	readonly rescues: RescueServer;
	/** After a rescue's receipt, and at no other time. */
	readonly deleteStore: (database: string) => Promise<void>;
	readonly clockwork: (database: string) => Clockwork;
	readonly now: () => Date;
	readonly newId: () => string;
	readonly derivation: Derivation;
	readonly page: (Watched & EventTarget) | null;
	/** Leaves everything behind, memory too. */
	readonly leave: (path: string) => void;
	/** Tells the office's pages that the tablet is in a child's hands, or no longer. */
	readonly markHandedOver: (isIt: boolean) => void;
	readonly build: string;
	readonly isPersisted: () => Promise<boolean>;
	readonly persist: () => Promise<boolean>;
	readonly quota: () => Promise<{ used: number; max: number }>;
	/** Lets go of copies of the program that are not the running one's. */
	readonly dropCaches: () => Promise<void>;
};

export function browserParts(): TabletParts {
	return {
		people: new People(),
		openStore: (database) => new DexieStore(database),
		journals: opfsJournals(),
		server: httpSyncServer(),
		evidence: httpEvidenceServer(),
		shares: httpShareServer(),
		passkeys: browserPasskeys(),
		check: () => checkTablet(browserChecks()),
		rescues: httpSyncServer(),
		deleteStore: (database) => Dexie.delete(database),
		clockwork: browserClockwork,
		now: () => new Date(),
		newId: () => crypto.randomUUID(),
		derivation: bestDerivation(),
		page: document,
		leave: (path) => location.replace(path),
		markHandedOver,
		build: version,
		isPersisted: async () => (await navigator.storage?.persisted?.()) ?? false,
		persist: async () => (await navigator.storage?.persist?.()) ?? false,
		async quota() {
			const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
			return { used: usage, max: quota };
		},
		dropCaches
	};
}

function markHandedOver(isIt: boolean): void {
	const secure = location.protocol === 'https:' ? '; Secure' : '';
	const forSeconds = isIt ? handedOverFor : 0;
	document.cookie = `${handedOverCookie}=1; Path=/; SameSite=Strict; Max-Age=${forSeconds}${secure}`;
}

/** The running program's own precache stays: without it nothing would open where there is no signal. */
async function dropCaches(): Promise<void> {
	if (!('caches' in globalThis)) return;
	for (const name of await caches.keys()) if (!name.includes('precache')) await caches.delete(name);
}
