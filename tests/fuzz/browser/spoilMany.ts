import { Chance } from '#lib/server/council/annexA/Chance.ts';
import { deleteIndexedDb, flipByte } from './profileFaults.ts';
import type { Rig } from './Rig.ts';
import { answer, endlessTaps, readSection, untilSent, untilWaiting } from './sectionAtWork.ts';

export type Spoilt = {
	readonly round: number;
	/** What was done to the files. */
	readonly fault: string;
	/** Answers the screen had called saved and that were nowhere but on this tablet. */
	readonly said: number;
	/** Of those, what a build without the journal would have lost; asked only where `control` is set. */
	readonly lostWithoutJournal: number | null;
};

/**
 * Answers given without signal; then the browser's own files are spoilt, and it is opened again with signal, so that
 * what it lacks can be fetched. The office's history is compared with the ledger afterwards.
 */
export async function spoilMany(
	rig: Rig,
	given: {
		readonly rounds: number;
		readonly seed: string;
		readonly fault: 'flip' | 'delete';
		readonly control?: boolean;
		readonly section?: string;
	},
	each: (spoilt: Spoilt) => void = () => undefined
): Promise<Spoilt[]> {
	const { rounds, seed, control = false, section = 'B2' } = given;
	const done: Spoilt[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const chance = new Chance(`${seed}/${round}`);
		const { page, waiting } = await rig.start(section);
		const taps = endlessTaps(section, await readSection(page, section), chance);
		const told = await answer(page, taps, chance.whole(3, 9), (count) => untilWaiting(page, count));
		rig.ledger.push(...told);
		const said = waiting + told.length;
		await (chance.happens(0.5) ? rig.tablet.kill() : rig.tablet.close());
		const fault = given.fault === 'flip' ? flipByte(rig.tablet.profile, chance) : 'IndexedDB deleted';
		if (given.fault === 'delete') deleteIndexedDb(rig.tablet.profile);
		const without = control ? await rig.waitingWithoutJournal(section) : null;
		const back = await rig.start(section, { offline: false });
		await untilSent(back.page);
		await rig.tablet.close();
		const spoilt = { round, fault, said, lostWithoutJournal: without === null ? null : Math.max(0, said - without) };
		done.push(spoilt);
		each(spoilt);
	}
	return done;
}
