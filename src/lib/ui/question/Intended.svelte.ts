/**
 * What a person has just chosen, shown until it is on the disk. Taps can come faster than saves: without it an
 * earlier save would put its older value back under a finger that has gone on.
 */
export class Intended<Value> {
	#held = $state.raw<{ readonly value: Value } | null>(null);

	/** What to show: the last choice while it is being saved, else what stands. */
	of(standing: Value): Value {
		return this.#held === null ? standing : this.#held.value;
	}

	/** Holds a choice until the act that saves it is over, unless another choice came meanwhile. */
	async hold(value: Value, save: () => void | Promise<unknown>): Promise<void> {
		const mine = { value };
		this.#held = mine;
		try {
			await save();
		} finally {
			if (this.#held === mine) this.#held = null;
		}
	}
}
