import { rmSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { Chance } from '#lib/server/council/annexA/Chance.ts';
import { Rig } from '../../fuzz/browser/Rig.ts';
import {
	answer,
	endlessTaps,
	openSection,
	readSection,
	saidWaiting,
	untilSent,
	untilWaiting
} from '../../fuzz/browser/sectionAtWork.ts';
import { expectNote, writeNote } from '../pages/writeNote.ts';
import { aLaterRelease } from './aLaterRelease.ts';

/** Battery F: what a day does to a tablet without killing it. Every test ends with the office's history, each answer once. */
const seed = 'sedge-weir-23';
let rig: Rig;

test.beforeAll(async () => {
	rig = await Rig.open();
});
test.afterAll(() => rig.end());
test.describe.configure({ timeout: 600_000 });

test('F: the server dies while answers are being sent; all arrive, each once', async () => {
	const section = 'B1';
	const { page } = await rig.start(section, { offline: false });
	const taps = endlessTaps(section, await readSection(page, section), new Chance(seed));
	for (let round = 0; round < 3; round += 1) {
		rig.ledger.push(...(await answer(page, taps, 3, async () => undefined)));
		await rig.server.stop();
		rig.ledger.push(...(await answer(page, taps, 3, (count) => untilWaiting(page, count - 3))));
		await rig.server.start();
	}
	await page.locator('.sync').click();
	await sendNow(page);
	expect(await rig.history(), `seed ${seed}`).toEqual(rig.ledger);
	await rig.tablet.close();
});

test('S5: two tabs answer at once: one outbox, and each answer arrives once', async () => {
	const { page: one } = await rig.start('B2');
	const two = await one.context().newPage();
	await openSection(two, rig.address('B3'), 'B3');
	await one.bringToFront();
	const chance = new Chance(`${seed}/tabs`);
	const work = async (page: Page, section: string) => {
		const taps = endlessTaps(section, await readSection(page, section), chance.for(section));
		return answer(page, taps, 8, async () => undefined);
	};
	const given = (await Promise.all([work(one, 'B2'), work(two, 'B3')])).flat();
	await untilWaiting(one, 16);
	await untilWaiting(two, 16);
	await rig.tablet.comesBack();
	await untilSent(one);
	await untilSent(two);
	const history = await rig.history();
	const before = rig.ledger.length;
	expect(history.slice(0, before)).toEqual(rig.ledger);
	for (const section of ['B2', 'B3']) {
		const of = (all: typeof history) => all.filter(({ question }) => question.startsWith(`${section}.`));
		expect(of(history.slice(before)), `seed ${seed}/tabs, each tab’s own in its order`).toEqual(of(given));
	}
	rig.ledger.splice(0, before, ...history);
	await rig.tablet.close();
});

test('F: five new releases in the middle of an audit; each waits to be asked for, and no answer is lost', async () => {
	const section = 'B4';
	const { page } = await rig.start(section, { offline: false });
	const chance = new Chance(`${seed}/releases`);
	for (let round = 1; round <= 5; round += 1) {
		const name = `round-${round}`;
		const house = aLaterRelease(name);
		const taps = endlessTaps(section, await readSection(page, section), chance.for(name));
		await rig.server.stop();
		const waited = await saidWaiting(page);
		rig.ledger.push(...(await answer(page, taps, 2, (count) => untilWaiting(page, count))));
		expect(await saidWaiting(page)).toBe(waited + 2);
		await rig.server.start(house);
		await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
		const use = page.getByRole('button', { name: 'Use it now' });
		await expect(use).toBeVisible();
		// Nothing was taken from under anyone: the page is the one before, and goes on.
		await expect(page.locator(`html[data-release="${name}"]`)).toHaveCount(0);
		rig.ledger.push(...(await answer(page, taps, 2, async () => undefined)));
		const given = await readSection(page, section);
		await use.click();
		// The worker before it first ends what it is in the middle of.
		await page.locator(`html[data-release="${name}"]`).waitFor({ state: 'attached', timeout: 60_000 });
		await openSection(page, rig.address(section), section);
		expect(await readSection(page, section), name).toEqual(given);
		rmSync(house, { recursive: true });
	}
	await untilSent(page);
	expect(await rig.history(), `seed ${seed}/releases`).toEqual(rig.ledger);
	await rig.tablet.close();
	await rig.server.stop();
	await rig.server.start();
});

test('S6: a tablet without room says “Not saved” at once, keeps what was tapped, and saves it once there is room', async () => {
	const section = 'B5';
	const { page, waiting } = await rig.start(section);
	const browser = await page.context().newCDPSession(page);
	const taps = endlessTaps(section, await readSection(page, section), new Chance(`${seed}/room`));
	rig.ledger.push(...(await answer(page, taps, 2, (count) => untilWaiting(page, count))));
	await browser.send('Storage.overrideQuotaForOrigin', { origin: rig.server.origin, quotaSize: 1 });
	// Chromium goes on for half a minute by the room that it last measured.
	await page.waitForTimeout(31_000);
	const { value: tap } = taps.next() as IteratorYieldResult<(typeof rig.ledger)[number]>;
	await page.locator(`input[name="${tap.question}"][value="${tap.value}"]`).click();
	await expect(page.locator('.sync').first()).toContainText('Not saved');
	rig.ledger.push(tap);
	await browser.send('Storage.overrideQuotaForOrigin', { origin: rig.server.origin });
	await untilWaiting(page, waiting + 3);
	await rig.tablet.comesBack();
	await untilSent(page);
	expect(await rig.history(), `seed ${seed}/room`).toEqual(rig.ledger);
	await rig.tablet.close();
});

test('S3: a tab closed between two keystrokes has all but the last two seconds of what was typed', async () => {
	const section = 'B6';
	const words = 'The plan was read with her on the ninth and she asked for two changes to it';
	const chance = new Chance(`${seed}/keys`);
	const { page: first } = await rig.start(section);
	for (let round = 0; round < 3; round += 1) {
		const page = await first.context().newPage();
		await openSection(page, rig.address(section), section);
		await writeNote(page, round, '', false);
		const stop = chance.whole(20, words.length);
		await page.keyboard.type(words.slice(0, stop), { delay: 5 });
		// What is older than the draft's two seconds has to be there; what came after it may be.
		await page.waitForTimeout(2_500);
		await page.keyboard.type(words.slice(stop), { delay: 5 });
		await page.close({ runBeforeUnload: round === 1 });
		const again = await first.context().newPage();
		await openSection(again, rig.address(section), section);
		await expectNote(again, words.slice(0, stop).trim());
		await again.close();
	}
	await rig.tablet.close();
});

/** On the page of what waits: sends now rather than when the back-off is over. */
async function sendNow(page: Page): Promise<void> {
	const tryNow = page.getByRole('button', { name: 'Try now' });
	const empty = page.getByRole('heading', { name: 'Nothing waits to be sent' });
	await expect(empty.or(tryNow).first()).toBeVisible();
	if (await tryNow.isVisible()) await tryNow.click().catch(() => undefined);
	await expect(empty).toBeVisible({ timeout: 60_000 });
}
