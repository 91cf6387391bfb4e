/** Small and seeded (mulberry32): a history is its seed, on every machine. */
export class Chance {
	#state: number;

	constructor(seed: number) {
		this.#state = (seed ^ 0x9e3779b9) >>> 0;
		// Seeds next to each other begin alike; a few turns part them.
		for (let turn = 0; turn < 4; turn += 1) this.next();
	}

	/** At least 0, below 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	}

	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	pick<Value>(values: readonly Value[]): Value {
		const value = values[this.below(values.length)];
		if (value === undefined) throw new Error('nothing to pick from');
		return value;
	}

	/** One of the names, each as often as its weight says. */
	weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
		const names = Object.keys(weights) as Name[];
		let left = this.below(names.reduce((sum, name) => sum + weights[name], 0));
		for (const name of names) {
			left -= weights[name];
			if (left < 0) return name;
		}
		throw new Error('nothing to pick from');
	}
}
