import { Dexie, type Table } from 'dexie';
import type { LockReason } from '../vault/IdleLock.ts';
import type { Tries } from '../vault/tries.ts';
import type { Wrap } from '../vault/wraps.ts';

/**
 * Who has a sealed store on this tablet (SPEC.md V5). In plain, for the unlock page: staff names, wrapped keys
 * and random ids, nothing of any case.
 */
export type PersonRow = {
	readonly slot: string;
	readonly database: string;
	readonly personId: string;
	readonly name: string;
	readonly council: string;
	readonly clientId: string;
	readonly deviceId: string;
	readonly wraps: readonly Wrap[];
	readonly tries: Tries;
	readonly lockMinutes: number;
	readonly lockedAt: string | null;
	readonly lockedBecause: LockReason | null;
	readonly usedAt: string;
	/** Was told that this browser keeps no journal. */
	readonly toldNoJournal: boolean;
};

class PeopleDatabase extends Dexie {
	declare people: Table<PersonRow, string>;
	declare tablet: Table<{ readonly key: 'deviceId'; readonly value: string }, string>;

	constructor(name: string) {
		super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
		this.version(1).stores({ people: 'slot', tablet: 'key' });
	}
}

export class People {
	readonly #database: PeopleDatabase;

	constructor(name = 'dipper-people') {
		this.#database = new PeopleDatabase(name);
	}

	/** Whoever was here last comes first. */
	async list(): Promise<readonly PersonRow[]> {
		const rows = await this.#database.people.toArray();
		return rows.sort((a, b) => (a.usedAt < b.usedAt ? 1 : -1));
	}
	async put(row: PersonRow): Promise<void> {
		await this.#database.people.put(row);
	}
	async update(slot: string, facts: Partial<PersonRow>): Promise<void> {
		await this.#database.people.update(slot, facts);
	}

	/** In one transaction: another tab may be changing another wrap. Null where nobody has this slot. */
	changeWraps(slot: string, change: (wraps: readonly Wrap[]) => readonly Wrap[]): Promise<PersonRow | null> {
		return this.#database.transaction('rw', this.#database.people, async () => {
			const row = await this.#database.people.get(slot);
			if (row === undefined) return null;
			const changed = { ...row, wraps: change(row.wraps) };
			await this.#database.people.put(changed);
			return changed;
		});
	}

	/** One id for the tablet, whoever uses it. */
	deviceId(newId: () => string): Promise<string> {
		return this.#database.transaction('rw', this.#database.tablet, async () => {
			const known = await this.#database.tablet.get('deviceId');
			if (known !== undefined) return known.value;
			const value = newId();
			await this.#database.tablet.put({ key: 'deviceId', value });
			return value;
		});
	}

	close(): void {
		this.#database.close();
	}
}
