/**
 * How many of a long list stand on the page: a few at once, and more with every frame, so that no frame waits for all
 * of them. For use while a component is made.
 */
export class Gradually {
	#count = $state(0);

	constructor(all: () => number, { first, step }: { readonly first: number; readonly step: number }) {
		this.#count = first;
		$effect(() => {
			if (this.#count >= all()) return;
			const frame = requestAnimationFrame(() => (this.#count += step));
			return () => cancelAnimationFrame(frame);
		});
	}

	get count(): number {
		return this.#count;
	}

	/** At least so many, at once: one of them is about to be looked at. */
	reach(count: number): void {
		if (count > this.#count) this.#count = count;
	}
}
