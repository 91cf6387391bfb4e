import { VaultLocked } from './vault/Vault.ts';

/**
 * A value read from the store, and read again whenever the store changes. Reads never overtake one another.
 * For lists and whole records, never for what someone is typing: a late answer would overwrite it.
 */
export class LiveQuery<Value> {
	#current = $state.raw() as Value;
	#isReady = $state(false);
	readonly #read: () => Promise<Value>;
	readonly #stopListening: () => void;
	#running: Promise<void> | null = null;
	#next: Promise<void> | null = null;
	#stopped = false;

	constructor(initial: Value, read: () => Promise<Value>, listen: (again: () => void) => () => void) {
		this.#current = initial;
		this.#read = read;
		// A read that fails leaves what was shown; the next change reads again.
		this.#stopListening = listen(() => void this.refresh().catch(() => undefined));
	}

	get current(): Value {
		return this.#current;
	}
	/** False until it was read once. */
	get isReady(): boolean {
		return this.#isReady;
	}

	/** Settles once a read that began after this call has been taken. */
	refresh(): Promise<void> {
		if (this.#running === null) {
			this.#running = this.#run().finally(() => (this.#running = null));
			return this.#running;
		}
		this.#next ??= this.#running.then(() => {
			this.#next = null;
			return this.refresh();
		});
		return this.#next;
	}

	stop(): void {
		this.#stopped = true;
		this.#stopListening();
	}

	async #run(): Promise<void> {
		if (this.#stopped) return;
		try {
			const value = await this.#read();
			if (this.#stopped) return;
			this.#current = value;
			this.#isReady = true;
		} catch (error) {
			// Locked while reading: the page is being left.
			if (!(error instanceof VaultLocked)) throw error;
		}
	}
}
