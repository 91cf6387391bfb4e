import { isJournalPossible, JournalWorker, openJournal, type Journal } from './Journal.ts';

/** How the tablet comes by its journals; a stand-in in tests that have no private file system. */
export type JournalDoor = {
	readonly isPossible: boolean;
	open(slot: string, clientId: string, session: string): Promise<Journal>;
	/** Slots that have a folder, whatever IndexedDB says. */
	slots(): Promise<readonly string[]>;
	readKeys(slot: string): Promise<string | null>;
	writeKeys(slot: string, text: string): Promise<void>;
	/** The folder and all in it, after a rescue's receipt; fails while another tab writes there. */
	remove(slot: string): Promise<void>;
};

export function opfsJournals(): JournalDoor {
	const once = async (ask: (worker: JournalWorker) => Promise<unknown>) => {
		const worker = new JournalWorker();
		try {
			return await ask(worker);
		} finally {
			worker.stop();
		}
	};
	return {
		isPossible: isJournalPossible(),
		open: (slot, clientId, session) => openJournal(slot, clientId, session),
		slots: async () => (await once((worker) => worker.ask({ call: 'slots' }))) as string[],
		readKeys: async (slot) => (await once((worker) => worker.ask({ call: 'readKeys', slot }))) as string | null,
		writeKeys: async (slot, text) => void (await once((worker) => worker.ask({ call: 'writeKeys', slot, text }))),
		remove: async (slot) => void (await once((worker) => worker.ask({ call: 'remove', slot })))
	};
}

export const noJournals: JournalDoor = {
	isPossible: false,
	open: () => Promise.reject(new Error('no private file system')),
	slots: async () => [],
	readKeys: async () => null,
	writeKeys: async () => undefined,
	remove: async () => undefined
};
