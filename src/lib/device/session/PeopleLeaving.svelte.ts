import type { Directive } from '#lib/protocol/hello.ts';
import { Departures, wipeWanted, type Departure } from '../rescue/Departures.ts';
import { makeRescueFile, rescuePerson, type RescueEnd, type RescueFile } from '../rescue/rescuePerson.ts';
import type { PersonRow } from '../store/People.ts';
import type { Incident, RoundEnd } from '../sync/SyncParts.ts';
import type { TabletParts } from './TabletParts.ts';

export type LeavingParts = {
	readonly outside: () => TabletParts;
	/** As it stands now: another tab may have written it. */
	readonly row: (slot: string) => Promise<PersonRow>;
	/** The key out of memory, first. */
	readonly lock: () => Promise<void>;
	/** Someone's store is off the tablet. */
	readonly gone: () => Promise<void>;
	readonly report: (incident: Incident) => void;
};

/** Whose work leaves this tablet, why, and how far it has come (SPEC.md V4). */
export class PeopleLeaving {
	#all = $state.raw<readonly Departure[]>([]);
	readonly #parts: LeavingParts;
	readonly #departures: Departures;

	constructor(parts: LeavingParts) {
		this.#parts = parts;
		this.#departures = new Departures(
			parts.outside,
			(departure) => void this.#onDeparture(departure),
			(incident) => parts.report(incident)
		);
	}

	get all(): readonly Departure[] {
		return this.#all;
	}

	async rescue(slot: string, why: 'forgotten' | 'lapsed'): Promise<RescueEnd> {
		return rescuePerson(this.#parts.outside(), await this.#parts.row(slot), why);
	}
	async startAnew(slot: string): Promise<boolean> {
		return this.#departures.leave(await this.#parts.row(slot), 'forgotten');
	}
	async rescueFile(slot: string): Promise<RescueFile | null> {
		return makeRescueFile(this.#parts.outside(), await this.#parts.row(slot));
	}
	askForAll(): Promise<void> {
		return this.#departures.askForAll();
	}

	obey(row: PersonRow, directives: readonly Directive[]): void {
		const why = wipeWanted(directives);
		if (why !== null) void this.#depart(row, why);
	}

	/** Refused for good, or signed out: the tablet asks on its signature whether its person should go. */
	judgeEnd(row: PersonRow, end: RoundEnd): void {
		if (end.end === 'trouble' && end.trouble === 'revoked') void this.#depart(row, 'revoked');
		if (end.end === 'signed-out') void this.#departures.ask(row);
	}

	/** The page that opens after the lock goes on with it. */
	async #depart(row: PersonRow, why: Departure['why']): Promise<void> {
		await this.#parts.lock();
		await this.#departures.leave(await this.#parts.row(row.slot), why);
	}

	async #onDeparture(departure: Departure): Promise<void> {
		this.#all = [...this.#all.filter(({ slot }) => slot !== departure.slot), departure];
		if (departure.state === 'gone') await this.#parts.gone();
	}
}
