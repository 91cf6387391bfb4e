import { Dexie, type Table } from 'dexie';
import type { ToldIncident } from '#lib/protocol/telemetry.ts';
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
	/** Incidents for the server's next hello: codes and figures. */
	readonly untold?: readonly ToldIncident[];
};

/** A signature the tablet still owes: this person's store is gone, and the server has not heard so. */
export type Farewell = { readonly clientId: string; readonly deviceId: string };

class PeopleDatabase extends Dexie {
	declare people: Table<PersonRow, string>;
	declare tablet: Table<{ readonly key: string; readonly value: unknown }, string>;

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
			if (typeof known?.value === 'string') return known.value;
			const value = newId();
			await this.#database.tablet.put({ key: 'deviceId', value });
			return value;
		});
	}

	async find(slot: string): Promise<PersonRow | undefined> {
		return this.#database.people.get(slot);
	}

	/** What was heard before and after is kept apart: only these were told. */
	async forgetTold(slot: string, told: readonly ToldIncident[]): Promise<void> {
		await this.#database.transaction('rw', this.#database.people, async () => {
			const row = await this.#database.people.get(slot);
			const left = (row?.untold ?? []).slice(told.length);
			if (row !== undefined) await this.#database.people.update(slot, { untold: left });
		});
	}

	async addUntold(slot: string, incident: ToldIncident, most: number): Promise<void> {
		await this.#database.transaction('rw', this.#database.people, async () => {
			const row = await this.#database.people.get(slot);
			if (row === undefined || (row.untold ?? []).length >= most) return;
			await this.#database.people.update(slot, { untold: [...(row.untold ?? []), incident] });
		});
	}

	/** The tablet's key for signing. The browser keeps it and does not give its private half to anyone. */
	async signingKey(): Promise<CryptoKeyPair | null> {
		const known = await this.#database.tablet.get('signingKey');
		return known === undefined ? null : (known.value as CryptoKeyPair);
	}

	/** Of two tabs that make one at once the first is kept. */
	async keepSigningKey(pair: CryptoKeyPair): Promise<CryptoKeyPair> {
		return this.#database.transaction('rw', this.#database.tablet, async () => {
			const known = await this.#database.tablet.get('signingKey');
			if (known !== undefined) return known.value as CryptoKeyPair;
			await this.#database.tablet.put({ key: 'signingKey', value: pair });
			return pair;
		});
	}

	/** Off the tablet; that the server is still to hear of it is written in the same breath. */
	async remove({ slot, clientId, deviceId }: PersonRow): Promise<void> {
		await this.#database.transaction('rw', this.#database.people, this.#database.tablet, async () => {
			await this.#database.people.delete(slot);
			await this.#database.tablet.put({ key: `farewell:${clientId}`, value: { clientId, deviceId } });
		});
	}

	async farewells(): Promise<readonly Farewell[]> {
		const rows = await this.#database.tablet.where('key').startsWith('farewell:').toArray();
		return rows.map(({ value }) => value as Farewell);
	}
	async forgetFarewell({ clientId }: Farewell): Promise<void> {
		await this.#database.tablet.delete(`farewell:${clientId}`);
	}

	close(): void {
		this.#database.close();
	}
}
