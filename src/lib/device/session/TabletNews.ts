import type { Departure } from '../rescue/Departures.ts';
import type { RescueEnd, RescueFile } from '../rescue/rescuePerson.ts';
import type { Incident } from '../sync/SyncParts.ts';
import type { IncidentsToTell } from './IncidentsToTell.svelte.ts';
import type { PeopleLeaving } from './PeopleLeaving.svelte.ts';
import { TabletLists } from './TabletLists.ts';

/** What befell a tablet, and whose work leaves it: told and done locked or not. */
export abstract class TabletNews extends TabletLists {
	protected abstract readonly told: IncidentsToTell;
	protected abstract readonly leaving: PeopleLeaving;

	/** Things to tell once. */
	get incidents(): readonly Incident[] {
		return this.told.all;
	}
	dismissIncident(index: number): void {
		this.told.dismiss(index);
	}

	/** Who is leaving this tablet, or left it since the page was opened. */
	get departures(): readonly Departure[] {
		return this.leaving.all;
	}
	/** Sends someone's sealed work without their passphrase; their store stays until they set up anew (SPEC.md V4). */
	rescue(slot: string, why: 'forgotten' | 'lapsed'): Promise<RescueEnd> {
		return this.leaving.rescue(slot, why);
	}
	/**
	 * Takes a store whose passphrase is forgotten off the tablet, once all of it is at the office, so that its person can
	 * set up anew. Whoever calls has asked the office that it is they who are signed in.
	 */
	startAnew(slot: string): Promise<boolean> {
		return this.leaving.startAnew(slot);
	}
	/** Their sealed work as a file to carry by hand; null where there is nothing, or no way to open it there. */
	rescueFile(slot: string): Promise<RescueFile | null> {
		return this.leaving.rescueFile(slot);
	}
}
