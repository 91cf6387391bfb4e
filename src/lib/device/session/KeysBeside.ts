import type { OpenStore } from '../store/OpenStore.ts';
import type { PersonRow } from '../store/People.ts';
import { writeKeysBeside } from './openPerson.ts';
import type { TabletParts } from './TabletParts.ts';

/** Whatever changes in a person's row while their store is open changes beside the journal too (SPEC.md S8). */
export class KeysBeside {
	readonly #outside: () => TabletParts;
	readonly #open: () => OpenStore | null;

	constructor(outside: () => TabletParts, open: () => OpenStore | null) {
		this.#outside = outside;
		this.#open = open;
	}

	async write(row: PersonRow): Promise<void> {
		const open = this.#open();
		if (open !== null) await writeKeysBeside(this.#outside(), row, open);
	}

	async keepWraps(slot: string, wraps: PersonRow['wraps']): Promise<void> {
		const { people } = this.#outside();
		await people.update(slot, { wraps });
		const now = await people.find(slot);
		if (now !== undefined) await this.write(now);
	}

	/** This tablet's new name (FORK). */
	async rename(row: PersonRow, clientId: string): Promise<void> {
		const { people } = this.#outside();
		await people.update(row.slot, { clientId });
		await this.write((await people.find(row.slot)) ?? { ...row, clientId });
	}
}
