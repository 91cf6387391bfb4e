/** Repeatable chance from a seed (mulberry32 over an FNV-1a hash): good enough to invent a council, no use for secrets. */
export class Chance {
	#state: number;
	readonly #seed: string;

	constructor(seed: string) {
		this.#seed = seed;
		this.#state = hash(seed);
	}

	/** Chance of its own for one part, so that a change in one part leaves the others as they were. */
	for(part: string | number): Chance {
		return new Chance(`${this.#seed}/${part}`);
	}

	/** From 0 up to, not including, 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	happens(rate: number): boolean {
		return this.next() < rate;
	}

	/** A whole number, both ends included. */
	whole(from: number, to: number): number {
		return from + Math.floor(this.next() * (Math.max(from, to) - from + 1));
	}

	pick<Value>(values: readonly Value[]): Value {
		const value = values[Math.floor(this.next() * values.length)];
		if (value === undefined) throw new Error('nothing to pick from');
		return value;
	}

	weighted<Value>(values: readonly (readonly [Value, number])[]): Value {
		let left = this.next() * values.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [value, weight] of values) {
			left -= weight;
			if (left < 0) return value;
		}
		return this.pick(values)[0];
	}

	/** The same values in another order (each taken at random from what is left). */
	shuffle<Value>(values: readonly Value[]): Value[] {
		const left = [...values];
		return values.map(() => left.splice(Math.floor(this.next() * left.length), 1)).flat();
	}

	/** An id for something invented, of the form every id has (version 4). */
	uuid(): string {
		const hex = Array.from({ length: 32 }, () => this.whole(0, 15).toString(16)).join('');
		const variant = this.pick(['8', '9', 'a', 'b']);
		return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
	}
}

function hash(text: string): number {
	let state = 2_166_136_261;
	for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 16_777_619);
	return state >>> 0;
}
