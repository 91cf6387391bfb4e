import { rescueThenWipe, type Directive, type WipeReason } from '#lib/protocol/hello.ts';
import type { PersonRow } from '../store/People.ts';
import { backOff } from '../sync/backOff.ts';
import type { Incident } from '../sync/SyncParts.ts';
import type { TabletParts } from '../session/TabletParts.ts';
import { rescuePerson, type RescueEnd } from './rescuePerson.ts';
import { sayFarewells, wipePerson } from './wipePerson.ts';
import { writeWord } from './writeRescue.ts';

export type Departure = {
	readonly slot: string;
	readonly name: string;
	readonly why: WipeReason | 'forgotten';
	/** `waits`: it is tried again by itself; nothing was taken off. */
	readonly state: 'sending' | 'waits' | 'gone';
	readonly sent: number;
	/** Photos and papers that went before, and those that could not be read any more. */
	readonly files: number;
	readonly lost: number;
};

const askAgainAfter = 60 * 60_000;
const attempts = 3;

/**
 * People who leave this tablet: revoked, deactivated, or asked to. Their sealed work goes first; until there is a
 * receipt for all of it their store stays as it is (SPEC.md V4, V5: nobody else's is touched).
 */
export class Departures {
	readonly #outside: () => TabletParts;
	readonly #tell: (departure: Departure) => void;
	readonly #report: (incident: Incident) => void;
	readonly #asked = new Map<string, number>();
	readonly #leaving = new Map<string, Promise<boolean>>();
	#failures = 0;

	constructor(outside: () => TabletParts, tell: (departure: Departure) => void, report: (incident: Incident) => void) {
		this.#outside = outside;
		this.#tell = tell;
		this.#report = report;
	}

	/** At start: what was left unsaid, and whether anyone here should go. Nobody need be unlocked or signed in. */
	async askForAll(): Promise<void> {
		const parts = this.#outside();
		await sayFarewells(parts);
		for (const row of await parts.people.list()) await this.ask(row);
	}

	/** The tablet asks on its signature alone; at most once an hour, for a page may start often. */
	async ask(row: PersonRow): Promise<void> {
		const parts = this.#outside();
		const now = parts.now().getTime();
		if (now - (this.#asked.get(row.slot) ?? -Infinity) < askAgainAfter) return;
		this.#asked.set(row.slot, now);
		const reply = await parts.rescues.rescue(await writeWord(parts, row, { why: 'standing' }));
		if (reply.kind !== 'answer') return;
		const why = wipeWanted(reply.body.directives);
		if (why !== null) await this.leave(row, why);
	}

	/** True once the store is gone. Two who ask at once wait for the same one. */
	leave(row: PersonRow, why: Departure['why']): Promise<boolean> {
		const going = this.#leaving.get(row.slot) ?? this.#leave(row, why).finally(() => this.#leaving.delete(row.slot));
		this.#leaving.set(row.slot, going);
		return going;
	}

	async #leave(row: PersonRow, why: Departure['why']): Promise<boolean> {
		const parts = this.#outside();
		const nothing = { sent: 0, files: 0, lost: 0 };
		const tell = (state: Departure['state'], what: Pick<Departure, 'sent' | 'files' | 'lost'> = nothing) =>
			this.#tell({ slot: row.slot, name: row.name, why, state, ...what });
		tell('sending');
		for (let attempt = 0; attempt < attempts; attempt += 1) {
			const end = await rescuePerson(parts, row, why);
			if (end.end !== 'receipt') return this.#wait(row, why, end, tell);
			if (!(await wipePerson(parts, row, end))) continue;
			this.#failures = 0;
			tell('gone', { sent: end.sent, files: end.files.kept, lost: end.files.lost });
			return true;
		}
		return this.#wait(row, why, { end: 'no-signal' }, tell);
	}

	/** Without a receipt nothing goes. It is tried again for as long as it takes. */
	#wait(row: PersonRow, why: Departure['why'], end: RescueEnd, tell: (state: Departure['state']) => void): false {
		const { clockwork, now } = this.#outside();
		const clock = clockwork(row.database);
		const retryAfter = 'retryAfter' in end ? end.retryAfter : null;
		if (end.end !== 'no-signal') this.#report({ code: 'rescue-refused', at: now().toISOString(), facts: {} });
		clock.later(() => void this.leave(row, why), backOff(this.#failures, clock.chance(), retryAfter));
		this.#failures += 1;
		tell('waits');
		return false;
	}
}

/** Of the directives the one that asks a person's store off this tablet; others are for others to obey. */
export function wipeWanted(directives: readonly Directive[]): WipeReason | null {
	for (const directive of directives) {
		const parsed = rescueThenWipe.safeParse(directive);
		if (parsed.success) return parsed.data.why;
	}
	return null;
}
