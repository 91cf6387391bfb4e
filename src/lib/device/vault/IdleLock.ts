/** What may be watched for a sign of life: the page, or a stand-in for it in tests. */
export type Watched = Pick<EventTarget, 'addEventListener' | 'removeEventListener'> & { readonly hidden: boolean };
export type LockReason = 'idle' | 'hidden' | 'person';

export type IdleLockParts = {
	/** 1 to 15; five unless the council says otherwise. */
	readonly minutes: number;
	readonly page: Watched;
	readonly now: () => number;
	readonly onLock: (because: LockReason) => void;
	/** Told at most every ten seconds that someone is here, so that other tabs stay open too. */
	readonly onActivity?: () => void;
	readonly every?: (run: () => void, ms: number) => () => void;
};

const hiddenLimit = 60_000;
const signs = ['pointerdown', 'keydown', 'input', 'wheel', 'touchstart'] as const;

/**
 * Locks after minutes without a touch, and after more than one minute out of sight (SPEC.md V3). It asks
 * the clock rather than a timer: a tablet that slept wakes locked.
 */
export class IdleLock {
	readonly #parts: IdleLockParts;
	readonly #stopTimer: () => void;
	#lastSign: number;
	#lastTold = -Infinity;
	#hiddenAt: number | null;
	#done = false;

	constructor(parts: IdleLockParts) {
		this.#parts = parts;
		this.#lastSign = parts.now();
		this.#hiddenAt = parts.page.hidden ? parts.now() : null;
		for (const sign of signs) parts.page.addEventListener(sign, this.#onSign, { passive: true, capture: true });
		parts.page.addEventListener('visibilitychange', this.#onVisibility);
		this.#stopTimer = (parts.every ?? everyMs)(this.#check, 5_000);
	}

	/** Someone is at work in another tab. */
	elsewhere(): void {
		this.#check();
		this.#lastSign = this.#parts.now();
	}

	stop(): void {
		this.#done = true;
		this.#stopTimer();
		for (const sign of signs) this.#parts.page.removeEventListener(sign, this.#onSign, { capture: true });
		this.#parts.page.removeEventListener('visibilitychange', this.#onVisibility);
	}

	readonly #onSign = (): void => {
		this.#check();
		const now = this.#parts.now();
		this.#lastSign = now;
		if (now - this.#lastTold < 10_000) return;
		this.#lastTold = now;
		this.#parts.onActivity?.();
	};

	readonly #onVisibility = (): void => {
		this.#check();
		this.#hiddenAt = this.#parts.page.hidden ? this.#parts.now() : null;
	};

	readonly #check = (): void => {
		if (this.#done) return;
		const now = this.#parts.now();
		if (this.#hiddenAt !== null && now - this.#hiddenAt > hiddenLimit) this.#lock('hidden');
		else if (now - this.#lastSign >= clampMinutes(this.#parts.minutes) * 60_000) this.#lock('idle');
	};

	#lock(because: LockReason): void {
		this.stop();
		this.#parts.onLock(because);
	}
}

export function clampMinutes(minutes: number): number {
	return Number.isFinite(minutes) ? Math.min(15, Math.max(1, Math.round(minutes))) : 5;
}

function everyMs(run: () => void, ms: number): () => void {
	const timer = setInterval(run, ms);
	return () => clearInterval(timer);
}
