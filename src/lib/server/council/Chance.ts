/** Chance from a seed, for inventing a council: the same seed invents the same people, children and audits. */
export type Chance = {
	/** A number from 0 up to, not including, 1. */
	readonly next: () => number;
	/** A whole number from `from` to `to`, both included. */
	readonly whole: (from: number, to: number) => number;
	readonly happens: (probability: number) => boolean;
	readonly pick: <One>(from: readonly [One, ...One[]] | readonly One[]) => One;
	/** Picks by weight; weights need not add up to one. */
	readonly weighted: <One>(weights: readonly (readonly [One, number])[]) => One;
	readonly shuffle: <One>(list: readonly One[]) => One[];
	readonly uuid: () => string;
	/** A stream of its own, so that a change in one part of the council leaves the others as they were. */
	readonly branch: (name: string) => Chance;
};

/** Mulberry32: a 32-bit state is plenty for a demo, and no sample is ever drawn with it. */
export function chanceFrom(seed: string): Chance {
	let state = hash(seed);
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
	const pick = <One>(from: readonly One[]): One => {
		const one = from[whole(0, from.length - 1)];
		if (one === undefined) throw new Error('nothing to pick from');
		return one;
	};
	return {
		next,
		whole,
		happens: (probability) => next() < probability,
		pick,
		weighted: (weights) => {
			let left = next() * weights.reduce((sum, [, weight]) => sum + weight, 0);
			for (const [one, weight] of weights) {
				left -= weight;
				if (left < 0) return one;
			}
			return pick(weights)[0];
		},
		shuffle: (list) => {
			const shuffled = [...list];
			for (let at = shuffled.length - 1; at > 0; at -= 1) {
				const other = whole(0, at);
				[shuffled[at], shuffled[other]] = [
					shuffled[other] as (typeof list)[number],
					shuffled[at] as (typeof list)[number]
				];
			}
			return shuffled;
		},
		uuid: () => {
			const hex = Array.from({ length: 32 }, () => whole(0, 15).toString(16)).join('');
			const variant = '89ab'[whole(0, 3)];
			return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
		},
		branch: (name) => chanceFrom(`${seed}/${name}`)
	};
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
	return value | 0;
}
