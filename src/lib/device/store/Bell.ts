/** Told when anything in the store changed, in this tab or another: only that, never what. */
export class Bell {
	readonly #listeners = new Set<() => void>();
	readonly #elsewhere = new Set<() => void>();
	readonly #channel: BroadcastChannel | null;

	constructor(name: string) {
		this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`dipper-store-${name}`);
		if (this.#channel === null) return;
		this.#channel.onmessage = () => {
			for (const listener of this.#elsewhere) listener();
			this.#tell();
		};
	}

	ring(): void {
		this.#tell();
		this.#channel?.postMessage(1);
	}

	listen(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Only when it was another tab; before those who listen to both. */
	listenElsewhere(listener: () => void): void {
		this.#elsewhere.add(listener);
	}

	close(): void {
		this.#listeners.clear();
		this.#elsewhere.clear();
		this.#channel?.close();
	}

	#tell(): void {
		for (const listener of this.#listeners) listener();
	}
}
