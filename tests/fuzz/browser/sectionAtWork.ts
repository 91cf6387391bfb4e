/** A person at work in one section of an audit, and what the screen says of it: shared by the battery and by B8. */
import type { Page } from '@playwright/test';
import type { Chance } from '#lib/server/council/annexA/Chance.ts';
import { unlock } from '../../bench/tablet.ts';
import { theSections, theTaps } from '../../bench/theQuestions.ts';

export const questions = 120;
export const sections = theSections(questions);
const values = ['yes', 'no', 'partly', 'na'];

export type Given = { readonly question: string; readonly value: string };

/** Opens the section cold, by its address; returns once the line that counts has been read from the disk. */
export async function openSection(
	page: Page,
	address: string,
	section: string
): Promise<{ readonly took: number; readonly waiting: number }> {
	const begun = Date.now();
	await page.goto(address);
	await page.locator('#passphrase').waitFor();
	await unlock(page);
	await page.locator(`input[name="${section}.1"]`).first().waitFor();
	await page.locator('.sync').first().waitFor();
	const took = Date.now() - begun;
	await page.waitForTimeout(500);
	return { took, waiting: await saidWaiting(page) };
}

/** How many changes wait, by the line on the page. While it says "Not saved" it has no number. */
export async function saidWaiting(page: Page): Promise<number> {
	await page.waitForFunction(
		() => !Number.isNaN(Number.parseInt(document.querySelector('.sync b')?.textContent ?? '0', 10))
	);
	return page.evaluate(() => Number.parseInt(document.querySelector('.sync b')?.textContent ?? '0', 10));
}

/** Every answer of the section, and the note at its end. */
export async function readSection(page: Page, section: string): Promise<Map<string, string>> {
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
export function differences(
	before: ReadonlyMap<string, string>,
	given: readonly Given[],
	kept: number,
	after: ReadonlyMap<string, string>
): number {
	const expected = new Map(before);
	for (const { question, value } of given.slice(0, kept)) expected.set(question, value);
	return [...expected].filter(([question, value]) => question !== 'note' && after.get(question) !== value).length;
}

/** Taps that never end, each an answer other than the one that stands. */
export function* endlessTaps(section: string, before: ReadonlyMap<string, string>, chance: Chance): Generator<Given> {
	const current = new Map(before);
	const asked = theTaps(sections)
		.filter((tap) => tap.section === section && /\.(1|2|4|7)$/.test(tap.question))
		.map(({ question }) => question);
	for (let at = 0; ; at += 1) {
		const question = asked[at % asked.length] ?? '';
		const value = chance.pick(values.filter((one) => one !== current.get(question)));
		current.set(question, value);
		yield { question, value };
	}
}

/** Gives so many answers, one after another, and waits until the screen has said that all of them are saved. */
export async function answer(
	page: Page,
	taps: Iterator<Given>,
	count: number,
	saved: (before: number) => Promise<unknown>
): Promise<Given[]> {
	const before = await saidWaiting(page);
	const given: Given[] = [];
	for (let at = 0; at < count; at += 1) {
		const { value: tap } = taps.next() as IteratorYieldResult<Given>;
		given.push(tap);
		// Not `check`: the save of the tap before may draw this one anew, and what counts is what the page calls saved.
		await page.locator(`input[name="${tap.question}"][value="${tap.value}"]`).click();
	}
	await saved(before + count);
	return given;
}

/** Waits until the line says that so many wait. */
export async function untilWaiting(page: Page, count: number): Promise<void> {
	await page.waitForFunction(
		(least) => Number.parseInt(document.querySelector('.sync b')?.textContent ?? '0', 10) >= least,
		count,
		{ timeout: 60_000 }
	);
}

/** Nothing waits any more, by the line on the page. */
export async function untilSent(page: Page): Promise<void> {
	await page.waitForFunction(
		() => {
			const line = document.querySelector('.sync');
			return line !== null && /sent|saved/i.test(line.textContent ?? '') && line.querySelector('b') === null;
		},
		undefined,
		{ timeout: 60_000 }
	);
}

/** What a page tells of while its browser may be killed at any moment. */
export class Telling {
	readonly given: Given[] = [];
	/** The most that the screen has said were saved and wait. */
	said: number;

	constructor(waiting: number) {
		this.said = waiting;
	}

	async listenTo(page: Page): Promise<void> {
		await page.exposeFunction('saidSaved', (count: number) => (this.said = Math.max(this.said, count)));
		await page.exposeFunction('wasGiven', (question: string, value: string) => this.given.push({ question, value }));
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
	}
}
