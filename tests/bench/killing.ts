/** B8: the browser is killed at random while a person answers and writes; what the screen called saved must be there. */
import type { Page } from '@playwright/test';
import { Chance } from '../../src/lib/server/council/annexA/Chance.ts';
import { Device } from '../e2e/Browser.ts';
import { DipperServer } from '../e2e/DipperServer.ts';
import { tapUntilKilled } from '../fuzz/browser/killMany.ts';
import {
	differences,
	openSection,
	questions,
	readSection,
	sections,
	Telling,
	type Given
} from '../fuzz/browser/sectionAtWork.ts';
import { auditId, fillStore } from './benchStore.ts';
import type { Measured } from './Measured.ts';
import { kills } from './rounds.ts';
import { setUpTablet } from './tablet.ts';

/** Printed with the figures: the same moments can be had again. */
const seed = 'b8';
const typed = 'The worker went back on the ninth and saw the child alone; what changed is in the note of that day. ';

type Killed = {
	/** What the screen said was saved, beyond what was there before. */
	readonly said: number;
	readonly given: readonly Given[];
	readonly keys: readonly number[];
	readonly killedAt: number;
};
type Tally = {
	lost: number;
	wrong: number;
	said: number;
	given: number;
	recovery: number[];
	secondsLost: number[];
	lettersLost: number[];
};

export async function killing(): Promise<Measured[]> {
	const server = await DipperServer.with((database) => fillStore(database, [{ questions, count: 3 }]));
	const tablet = new Device('tablet');
	try {
		await setUpTablet(await tablet.open(), server.origin);
		// Offline, so that every change stays where it can be counted.
		await server.stop();
		await tablet.close();
		const tally: Tally = { lost: 0, wrong: 0, said: 0, given: 0, recovery: [], secondsLost: [], lettersLost: [] };
		for (let kill = 0; kill < kills; kill += 1) await killOnce(tablet, server.origin, kill, tally);
		return rowsOf(tally);
	} finally {
		await tablet.throwAway();
		await server.end();
	}
}

/** Three times out of four while answers are given, else while a note is written. */
async function killOnce(tablet: Device, origin: string, kill: number, tally: Tally): Promise<void> {
	const section = sections[kill % sections.length]?.id ?? 'B1';
	const address = `${origin}/audits/${auditId(questions, 0)}/${section}`;
	const writes = kill % 4 === 3;
	const chance = new Chance(`${seed}/${kill}`);
	const page = await tablet.open();
	const { waiting } = await openSection(page, address, section);
	const before = await readSection(page, section);
	const done = writes
		? await writeUntilKilled(tablet, page, section, chance)
		: await answerUntilKilled(tablet, page, section, before, waiting, chance);
	const again = await tablet.open();
	const back = await openSection(again, address, section);
	const after = await readSection(again, section);
	tally.recovery.push(back.took);
	tally.said += done.said;
	tally.given += done.given.length;
	const kept = back.waiting - waiting;
	if (!writes) {
		tally.lost += Math.max(0, done.said - kept);
		const wrong = differences(before, done.given, kept, after);
		if (wrong > 0) console.error('not in order', { kill, before, given: done.given, said: done.said, kept, after });
		tally.wrong += wrong;
	} else {
		const letters = after.get('note')?.length ?? 0;
		const had = before.get('note')?.length ?? 0;
		const wrote = letters - had;
		const firstLost = done.keys[wrote];
		tally.lettersLost.push(done.keys.length - wrote);
		tally.secondsLost.push(firstLost === undefined ? 0 : (done.killedAt - firstLost) / 1000);
	}
	await again.locator('.sync').first().waitFor();
	await tablet.close();
	if (process.env.BENCH_LOUD !== undefined)
		console.log(kill, {
			said: done.said,
			given: done.given.length,
			kept,
			lost: tally.lost,
			wrong: tally.wrong,
			took: back.took,
			letters: tally.lettersLost.at(-1)
		});
}

async function answerUntilKilled(
	tablet: Device,
	page: Page,
	section: string,
	before: ReadonlyMap<string, string>,
	waiting: number,
	chance: Chance
): Promise<Killed> {
	const telling = new Telling(waiting);
	const tapped = await tapUntilKilled(tablet, page, {
		section,
		before,
		moment: { taps: chance.whole(2, 24), ms: chance.whole(0, 150) },
		telling,
		chance
	});
	return { said: telling.said - waiting, given: tapped, keys: [], killedAt: Date.now() };
}

async function writeUntilKilled(tablet: Device, page: Page, section: string, chance: Chance): Promise<Killed> {
	const keys: number[] = [];
	let over = false;
	const box = page.locator(`[id="${section}.worked"]`);
	await box.focus();
	await box.press('End');
	const hands = (async () => {
		for (let at = 0; !over; at += 1) {
			await page.keyboard.type(typed[at % typed.length] ?? ' ').catch(() => (over = true));
			if (!over) keys.push(Date.now());
			await page.waitForTimeout(60).catch(() => (over = true));
		}
	})();
	await new Promise((resolve) => setTimeout(resolve, chance.whole(1_000, 6_000)));
	const killedAt = Date.now();
	await tablet.kill();
	over = true;
	await hands;
	return { said: 0, given: [], keys, killedAt };
}

function rowsOf({ lost, wrong, said, given, recovery, secondsLost, lettersLost }: Tally): Measured[] {
	const row = (what: string, dipper: readonly number[], reach?: string): Measured => ({
		bench: 'B8',
		what,
		dipper,
		peers: {},
		...(reach === undefined ? {} : { reach })
	});
	return [
		row(`${kills} kills, ${given} answers given: answers that the screen had said were saved`, [said]),
		row(`${kills} kills: of those, lost`, [lost], '0 in 200 kills'),
		row(`${kills} kills: answers other than those given, in order, up to the last one kept`, [wrong], '0'),
		row('killed while writing a note: letters lost', lettersLost),
		row('killed while writing a note: seconds of writing lost', secondsLost, '≤ 1 s'),
		row('killed → address opened, unlocked and the section back, ms (Argon2id included, browser start not)', recovery)
	];
}
