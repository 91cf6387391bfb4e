import type { Bytes } from '../vault/bytes.ts';
import type { JournalCall, JournalReply } from './journal.worker.ts';
import type { JournalEntry, LeftEntries } from './journalFormat.ts';

/** The second copy of the outbox, out of reach of whatever befalls IndexedDB (SPEC.md S8). */
export interface Journal {
	/** Returns once the disk has it. */
	append(n: number, sealed: Bytes): Promise<void>;
	/** What it holds for this client, in order of `n`. */
	entries(): Promise<readonly JournalEntry[]>;
	/** What ended page sessions left under names that this tablet no longer has (FORK). */
	underOtherNames(): Promise<readonly LeftEntries[]>;
	compact(durableN: number): Promise<void>;
	/** Under another name of this tablet, or for a store that began anew (`life`): with these entries, in a file of its own. */
	restart(clientId: string, entries: readonly JournalEntry[], life?: string): Promise<void>;
	close(): void;
}

/** Where the browser has no private file system: the store alone must do, and the person is told once. */
export const noJournal: Journal = {
	append: async () => undefined,
	entries: async () => [],
	underOtherNames: async () => [],
	compact: async () => undefined,
	restart: async () => undefined,
	close: () => undefined
};

export function isJournalPossible(): boolean {
	return (
		typeof Worker !== 'undefined' && typeof navigator !== 'undefined' && 'getDirectory' in (navigator.storage ?? {})
	);
}

/** Speaks with the worker: one question, one answer. */
export class JournalWorker {
	readonly #worker: Worker;
	readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
	#asked = 0;

	constructor() {
		this.#worker = new Worker(new URL('./journal.worker.ts', import.meta.url), { type: 'module' });
		this.#worker.onmessage = (event: MessageEvent<JournalReply>) => this.#onReply(event.data);
		this.#worker.onerror = () => this.#failAll(new Error('the journal stopped'));
	}

	ask(call: JournalCall): Promise<unknown> {
		this.#asked += 1;
		const id = this.#asked;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject });
			this.#worker.postMessage({ id, call });
		});
	}

	stop(): void {
		this.#worker.terminate();
		this.#failAll(new Error('the journal was closed'));
	}

	#onReply({ id, value, error }: JournalReply): void {
		const asker = this.#waiting.get(id);
		this.#waiting.delete(id);
		if (error === undefined) asker?.resolve(value);
		else asker?.reject(new Error(error));
	}

	#failAll(error: Error): void {
		for (const { reject } of this.#waiting.values()) reject(error);
		this.#waiting.clear();
	}
}

/** What a page session's file is named by beside the client: the store's life, where it has one, and chance. */
export function sessionIn(life: string, chance: string): string {
	return life === '' ? chance : `${life}.${chance}`;
}

/** The same session's name where it goes on with another store. */
export function sessionInto(session: string, life: string): string {
	return sessionIn(life, session.slice(session.lastIndexOf('.') + 1));
}

/** The journal of one person, open for this page session. */
export async function openJournal(
	slot: string,
	clientId: string,
	session: string,
	worker = new JournalWorker()
): Promise<Journal> {
	await worker.ask({ call: 'open', slot, clientId, session });
	let client = clientId;
	let named = session;
	return {
		async append(n, sealed) {
			await worker.ask({ call: 'append', entry: { n, sealed } });
		},
		async entries() {
			return (await worker.ask({ call: 'entries', clientId: client })) as readonly JournalEntry[];
		},
		async underOtherNames() {
			return (await worker.ask({ call: 'underOtherNames', clientId: client })) as readonly LeftEntries[];
		},
		async compact(durableN) {
			await worker.ask({ call: 'compact', clientId: client, durableN });
		},
		async restart(fresh, entries, life) {
			client = fresh;
			if (life !== undefined) named = sessionInto(named, life);
			await worker.ask({ call: 'restart', clientId: fresh, session: named, entries });
		},
		close: () => worker.stop()
	};
}
