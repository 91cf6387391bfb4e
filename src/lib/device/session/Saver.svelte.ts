import type { Instant } from '#lib/domain/shared/dates.ts';
import { problem } from '#lib/domain/shared/Result.ts';
import { isOutOfRoom } from '../store/deadHandle.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import { recordChange, type Intent, type Saved } from '../store/recordChange.ts';
import { VaultLocked } from '../vault/Vault.ts';

export type SaveState = { readonly state: 'saved' | 'saving' | 'not-saved'; readonly at: Instant | null };

export type SaverParts = {
	readonly open: OpenStore;
	readonly onSaved: (at: Instant) => void;
	/** `isFull`: because the tablet has no room. */
	readonly onNotSaved: (isFull: boolean) => void;
	readonly wait?: (ms: number) => Promise<void>;
};

/** A failed write shows within this many ms (I10). */
const patience = 900;
const pause = 1_000;

/** Saves one change after another, each tried until it is on the disk: a failed one is shown and never let go (SPEC.md S2). */
export class Saver {
	#pending = $state(0);
	#isFailing = $state(false);
	#at = $state<Instant | null>(null);
	readonly #parts: SaverParts;
	#turn: Promise<unknown> = Promise.resolve();

	constructor(parts: SaverParts) {
		this.#parts = parts;
	}

	get state(): SaveState {
		const state = this.#isFailing ? 'not-saved' : this.#pending > 0 ? 'saving' : 'saved';
		return { state, at: this.#at };
	}

	save(intent: Intent): Promise<Saved> {
		this.#pending += 1;
		const saved = this.#turn.then(() => this.#persist(intent)).finally(() => (this.#pending -= 1));
		this.#turn = saved.catch(() => undefined);
		return saved;
	}

	/** All that was asked for so far is on the disk, or cannot be. */
	async settled(): Promise<void> {
		await this.#turn;
	}

	async #persist(intent: Intent): Promise<Saved> {
		for (;;) {
			const slow = setTimeout(() => this.#fail(), patience);
			try {
				const saved = await recordChange(this.#parts.open, intent);
				this.#isFailing = false;
				this.#at = this.#parts.open.now();
				this.#parts.onSaved(this.#at);
				return saved;
			} catch (error) {
				if (error instanceof VaultLocked) return problem('locked');
				// A change is tried until it is kept, but a file that has no room never will be: the person is told at once.
				if (intent.files !== undefined && isOutOfRoom(error)) return problem('no-room');
				this.#fail(isOutOfRoom(error));
			} finally {
				clearTimeout(slow);
			}
			await (this.#parts.wait ?? waitMs)(pause);
		}
	}

	#fail(full = false): void {
		this.#isFailing = true;
		this.#parts.onNotSaved(full);
	}
}

function waitMs(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
