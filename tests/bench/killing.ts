/** B8: the browser is killed at random while a person answers and writes; what the screen called saved must be there. */
import type { Page } from '@playwright/test';
import { Device } from '../e2e/Browser.ts';
import { DipperServer } from '../e2e/DipperServer.ts';
import { auditId, fillStore } from './benchStore.ts';
import type { Measured } from './Measured.ts';
import { tapAt } from './probe.ts';
import { kills } from './rounds.ts';
import { setUpTablet, unlock } from './tablet.ts';
import { theSections, theTaps } from './theQuestions.ts';

const questions = 120;
const sections = theSections(questions);
const values = ['yes', 'no', 'partly', 'na'];
const typed = 'The worker went back on the ninth and saw the child alone; what changed is in the note of that day. ';

type Given = { readonly question: string; readonly value: string };
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
	const page = await tablet.open();
	const { waiting } = await openSection(page, address, section);
	const before = await readSection(page, section);
	const done = writes
		? await writeUntilKilled(tablet, page, section)
		: await answerUntilKilled(tablet, page, section, before, waiting);
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

async function openSection(
	page: Page,
	address: string,
	section: string
): Promise<{ readonly took: number; readonly waiting: number }> {
	const begun = Date.now();
	await page.goto(address);
	await page.locator('#passphrase').waitFor();
	await unlock(page);
	await page.locator(`input[name="${section}.1"]`).first().waitFor();
	// Until the line that counts has been read from the disk.
	await page.locator('.sync').first().waitFor();
	const took = Date.now() - begun;
	await page.waitForTimeout(500);
	return { took, waiting: await saidWaiting(page) };
}

async function saidWaiting(page: Page): Promise<number> {
	await page.waitForFunction(
		() => !Number.isNaN(Number.parseInt(document.querySelector('.sync b')?.textContent ?? '0', 10))
	);
	return page.evaluate(() => Number.parseInt(document.querySelector('.sync b')?.textContent ?? '0', 10));
}

/** Every answer of the section, and the note at its end. */
async function readSection(page: Page, section: string): Promise<Map<string, string>> {
	const read = await page.evaluate((id) => {
		const chosen = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]:checked')].map(
			({ name, value }): [string, string] => [name, value]
		);
		const note = document.getElementById(`${id}.worked`);
		return [...chosen, ['note', note instanceof HTMLTextAreaElement ? note.value : ''] as [string, string]];
	}, section);
	return new Map(read);
}

/** The values that stand after the first `kept` of the taps; any that differ are counted. */
function differences(
	before: ReadonlyMap<string, string>,
	given: readonly Given[],
	kept: number,
	after: ReadonlyMap<string, string>
): number {
	const expected = new Map(before);
	for (const { question, value } of given.slice(0, kept)) expected.set(question, value);
	return [...expected].filter(([question, value]) => question !== 'note' && after.get(question) !== value).length;
}

async function answerUntilKilled(
	tablet: Device,
	page: Page,
	section: string,
	before: ReadonlyMap<string, string>,
	waiting: number
): Promise<Killed> {
	const given: Given[] = [];
	let said = waiting;
	let over = false;
	await page.exposeFunction('saidSaved', (count: number) => (said = Math.max(said, count)));
	await page.exposeFunction('wasGiven', (question: string, value: string) => given.push({ question, value }));
	await page.evaluate(() => {
		type Told = { saidSaved(count: number): void; wasGiven(question: string, value: string): void };
		const told = window as unknown as Told;
		const read = () => {
			const count = Number.parseInt(document.querySelector('.sync b')?.textContent ?? '0', 10);
			// While a save takes long the line says "Not saved: keep this page open", and no number.
			if (!Number.isNaN(count)) told.saidSaved(count);
		};
		new MutationObserver(read).observe(document, { subtree: true, childList: true, characterData: true });
		addEventListener(
			'change',
			({ target }) =>
				target instanceof HTMLInputElement && target.type === 'radio' && told.wasGiven(target.name, target.value),
			{ capture: true }
		);
	});
	const current = new Map(before);
	const tapped: Given[] = [];
	const asked = [
		...new Set(
			theTaps(sections)
				.filter((tap) => tap.section === section && /\.(1|2|4|7)$/.test(tap.question))
				.map(({ question }) => question)
		)
	];
	const hands = (async () => {
		for (let at = 0; !over; at += 1) {
			const question = asked[at % asked.length] ?? '';
			const value =
				values.find((one) => one !== current.get(question) && Math.random() < 0.5) ??
				values[(values.indexOf(current.get(question) ?? '') + 1) % 4] ??
				'yes';
			current.set(question, value);
			tapped.push({ question, value });
			await tapAt(page, `input[name="${question}"][value="${value}"]`).catch(() => (over = true));
			await page.waitForTimeout(Math.random() * 150).catch(() => (over = true));
		}
	})();
	await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 2500));
	const killedAt = Date.now();
	await tablet.kill();
	over = true;
	await hands;
	// The page may have been killed before it could tell of the last tap.
	return { said: said - waiting, given: [...given, ...tapped.slice(given.length)], keys: [], killedAt };
}

async function writeUntilKilled(tablet: Device, page: Page, section: string): Promise<Killed> {
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
	await new Promise((resolve) => setTimeout(resolve, 1000 + Math.random() * 5000));
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
