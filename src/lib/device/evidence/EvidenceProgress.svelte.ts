import { SvelteMap } from 'svelte/reactivity';

/** How far each file that is being sent has come, for the pages: nothing here says "sent" (I5). */
export class EvidenceProgress {
	readonly #files = new SvelteMap<string, { readonly done: number; readonly parts: number }>();

	of(id: string): { readonly done: number; readonly parts: number } | null {
		return this.#files.get(id) ?? null;
	}

	note(id: string, done: number, parts: number): void {
		this.#files.set(id, { done, parts });
	}

	clear(): void {
		this.#files.clear();
	}
}
