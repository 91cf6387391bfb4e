import type { PersonRow } from '../store/People.ts';
import type { TabletParts } from '../session/TabletParts.ts';
import { countRows, gatherRows } from './gatherRows.ts';
import type { Rescued } from './rescuePerson.ts';
import { writeWord } from './writeRescue.ts';

/**
 * Takes one person's store, journal and keys off the tablet, after the receipt and by nothing else (SPEC.md S7, V4).
 * False, and nothing is touched, when work came in since: that has no receipt yet. The registry goes last, so that a
 * wipe cut short is found and gone on with.
 */
export async function wipePerson(parts: TabletParts, row: PersonRow, { work, files }: Rescued): Promise<boolean> {
	const now = await gatherRows(parts, row);
	if (now.clientId !== work.clientId || countRows(now) > countRows(work)) return false;
	// Photos and papers that only this tablet has go nowhere before the office has said what became of each.
	if (now.files.some(({ id }) => !files.settled.has(id))) return false;
	await parts.deleteStore(row.database);
	if (parts.journals.isPossible && (await parts.journals.slots()).includes(row.slot))
		await parts.journals.remove(row.slot);
	await parts.people.remove({ ...row, clientId: now.clientId });
	await sayFarewells(parts);
	return true;
}

/** Tells the server of stores that are gone; without network it is told at a later start. */
export async function sayFarewells(parts: TabletParts): Promise<void> {
	for (const farewell of await parts.people.farewells()) {
		const reply = await parts.rescues.rescue(await writeWord(parts, farewell, { why: 'standing', wiped: true }));
		const isHeard = reply.kind === 'answer' || (reply.kind === 'refused' && reply.status < 500 && reply.status !== 429);
		if (isHeard) await parts.people.forgetFarewell(farewell);
	}
}
