import type { Page } from '@playwright/test';
import type { Device } from '../../e2e/Browser.ts';
import { Chance } from '#lib/server/council/annexA/Chance.ts';
import { tapAt } from '../../bench/probe.ts';
import type { Rig } from './Rig.ts';
import { differences, endlessTaps, readSection, Telling, type Given } from './sectionAtWork.ts';

/** Counted in taps first, so that a slow machine is killed in the middle of work too. */
export type Moment = { readonly taps: number; readonly ms: number };

export type Killed = {
	readonly kill: number;
	/** When it was killed: so many taps, and so many milliseconds after them. */
	readonly moment: Moment;
	/** What the screen had called saved, what was tapped, and what is there after the restart. */
	readonly said: number;
	readonly given: number;
	readonly kept: number;
	/** Answers on the page other than those given, in order, up to the last one kept. */
	readonly wrong: number;
	/** From the address to the section back. */
	readonly took: number;
	/** What a build without the journal would have kept of all that waited; asked only where `control` is set. */
	readonly lostWithoutJournal: number | null;
};

/**
 * Kills the browser while answers are given, again and again, at moments that the seed names. Each time it is opened
 * again without signal, and what it shows is compared with what the screen had said.
 */
export async function killMany(
	rig: Rig,
	given: { readonly kills: number; readonly seed: string; readonly control?: boolean; readonly section?: string },
	each: (killed: Killed) => void = () => undefined
): Promise<Killed[]> {
	const { kills, seed, control = false, section = 'B1' } = given;
	const done: Killed[] = [];
	let now = await rig.start(section);
	for (let kill = 0; kill < kills; kill += 1) {
		const chance = new Chance(`${seed}/${kill}`);
		const before = await readSection(now.page, section);
		const moment = { taps: chance.whole(2, 12), ms: chance.whole(0, 150) };
		const telling = new Telling(now.waiting);
		const tapped = await tapUntilKilled(rig.tablet, now.page, { section, before, moment, telling, chance });
		const without = control ? await rig.waitingWithoutJournal(section) : null;
		const back = await rig.start(section);
		const kept = back.waiting - now.waiting;
		const shown = await readSection(back.page, section);
		rig.ledger.push(...tapped.slice(0, kept));
		const killed = {
			...{ kill, moment, kept, took: back.took },
			said: telling.said - now.waiting,
			given: tapped.length,
			wrong: differences(before, tapped, kept, shown),
			lostWithoutJournal: without === null ? null : Math.max(0, telling.said - without)
		};
		done.push(killed);
		each(killed);
		now = back;
	}
	await rig.tablet.close();
	return done;
}

type Work = {
	readonly section: string;
	readonly before: ReadonlyMap<string, string>;
	readonly moment: Moment;
	readonly telling: Telling;
	readonly chance: Chance;
};

/** All taps that reached the page, in order; of the last one the page may not have lived to tell. */
export async function tapUntilKilled(tablet: Device, page: Page, work: Work): Promise<Given[]> {
	const { section, before, moment, telling, chance } = work;
	await telling.listenTo(page);
	const taps = endlessTaps(section, before, chance);
	const tapped: Given[] = [];
	let over = false;
	const stop = () => (over = true);
	const hands = (async () => {
		for (const tap of taps) {
			tapped.push(tap);
			await tapAt(page, `input[name="${tap.question}"][value="${tap.value}"]`).catch(stop);
			await sleep(chance.whole(0, 150));
			if (over) return;
		}
	})();
	while (tapped.length < moment.taps && !over) await sleep(5);
	await sleep(moment.ms);
	await tablet.kill();
	stop();
	await hands;
	return [...telling.given, ...tapped.slice(telling.given.length)];
}

function sleep(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
