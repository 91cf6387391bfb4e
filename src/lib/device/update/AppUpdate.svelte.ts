/** A newer version that waits; the banner about it can be dismissed and comes back with the next one. */
export class AppUpdate {
	#worker = $state.raw<ServiceWorker | null>(null);
	#dismissed = $state(false);
	#apply: (worker: ServiceWorker) => void = () => undefined;

	get waiting(): boolean {
		return this.#worker !== null;
	}
	get dismissed(): boolean {
		return this.#dismissed;
	}
	dismiss(): void {
		this.#dismissed = true;
	}
	/** Takes the new version at once; the page loads anew. */
	apply(): void {
		if (this.#worker !== null) this.#apply(this.#worker);
	}

	offer(worker: ServiceWorker): void {
		if (this.#worker === worker) return;
		this.#worker = worker;
		this.#dismissed = false;
	}
	onApply(apply: (worker: ServiceWorker) => void): void {
		this.#apply = apply;
	}
}
