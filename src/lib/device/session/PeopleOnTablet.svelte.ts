import type { Instant } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { PersonRow } from '../store/People.ts';
import type { LockReason } from '../vault/IdleLock.ts';
import { findForgotten } from './openPerson.ts';
import type { TabletParts } from './TabletParts.ts';

export type PersonOnTablet = {
	readonly slot: string;
	readonly personId: string;
	readonly name: string;
	readonly initials: string;
	readonly council: string;
	readonly lockedAt: Instant | null;
	readonly lockedBecause: LockReason | null;
	readonly lockMinutes: number;
	/** Opens with the device's screen lock too. */
	readonly hasPasskey: boolean;
	/** Sealed changes that wait to be sent; null until they were counted. */
	readonly waiting: number | null;
};

/** Who is set up on this tablet, and which of them the unlock page is for. */
export class PeopleOnTablet {
	#all = $state.raw<readonly PersonOnTablet[]>([]);
	#chosen = $state<string | null>(null);
	readonly #outside: () => TabletParts;

	constructor(outside: () => TabletParts) {
		this.#outside = outside;
	}

	get all(): readonly PersonOnTablet[] {
		return this.#all;
	}
	get chosen(): PersonOnTablet | null {
		return this.#all.find(({ slot }) => slot === this.#chosen) ?? this.#all[0] ?? null;
	}
	choose(slot: string): void {
		this.#chosen = slot;
	}

	/** Puts back whom the browser forgot (S8), then reads everyone. */
	async find(): Promise<void> {
		const parts = this.#outside();
		const known = await parts.people.list();
		for (const row of await findForgotten(parts, known)) await parts.people.put(row);
		await this.read();
	}

	async read(): Promise<void> {
		const rows = await this.#outside().people.list();
		this.#all = await Promise.all(rows.map((row) => this.#describe(row)));
	}

	/** The row as it stands now: another tab may have written it since. */
	async row(slot: string | undefined): Promise<PersonRow> {
		const rows = await this.#outside().people.list();
		return must(
			rows.find((row) => row.slot === slot),
			'a person on this tablet'
		);
	}

	async #describe(row: PersonRow): Promise<PersonOnTablet> {
		const hasPasskey = row.wraps.some(({ kind }) => kind === 'passkey');
		const { slot, personId, name, council, lockedAt, lockedBecause, lockMinutes } = row;
		const store = this.#outside().openStore(row.database);
		const waiting = (await store.outbox()).length;
		store.close();
		return {
			slot,
			personId,
			name,
			initials: initialsOf(name),
			council,
			lockedAt,
			lockedBecause,
			lockMinutes,
			hasPasskey,
			waiting
		};
	}
}

function initialsOf(name: string): string {
	const parts = name.split(/\s+/).filter((part) => part !== '');
	return `${parts[0]?.[0] ?? ''}${parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}
