/** Seconds that have to pass before the next try; the tablet itself holds to them, this only shows it. */
export class Countdown {
	#left = $state(0);
	#timer: ReturnType<typeof setInterval> | null = null;
	readonly #now: () => number;

	constructor(now: () => number = Date.now) {
		this.#now = now;
	}

	get seconds(): number {
		return this.#left;
	}

	/** A page that slept reads the clock, so that it never counts too slowly. */
	start(seconds: number): void {
		this.stop();
		const until = this.#now() + seconds * 1000;
		const count = () => {
			this.#left = Math.max(0, Math.ceil((until - this.#now()) / 1000));
			if (this.#left === 0) this.#clear();
		};
		count();
		if (this.#left > 0) this.#timer = setInterval(count, 250);
	}

	stop(): void {
		this.#clear();
		this.#left = 0;
	}

	#clear(): void {
		if (this.#timer !== null) clearInterval(this.#timer);
		this.#timer = null;
	}
}
