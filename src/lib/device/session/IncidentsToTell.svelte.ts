import { keepForTelling } from '../rescue/introduce.ts';
import type { Incident } from '../sync/SyncParts.ts';
import type { TabletParts } from './TabletParts.ts';

/** What befell this tablet: told to its person until they have read it, and to the office with the next hello. */
export class IncidentsToTell {
	#all = $state.raw<readonly Incident[]>([]);
	readonly #outside: () => TabletParts;
	readonly #slot: () => string | undefined;

	constructor(outside: () => TabletParts, slot: () => string | undefined) {
		this.#outside = outside;
		this.#slot = slot;
	}

	get all(): readonly Incident[] {
		return this.#all;
	}
	dismiss(index: number): void {
		this.#all = this.#all.filter((_, at) => at !== index);
	}

	readonly report = (incident: Incident): void => {
		this.#all = [...this.#all, incident];
		const slot = this.#slot();
		if (slot !== undefined) void keepForTelling(this.#outside().people, slot, incident);
	};
}
