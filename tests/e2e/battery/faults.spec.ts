import { expect, test, type Page } from '@playwright/test';
import { Chance } from '#lib/server/council/annexA/Chance.ts';
import { Rig } from '../../fuzz/browser/Rig.ts';
import {
	answer,
	endlessTaps,
	openSection,
	readSection,
	untilSent,
	untilWaiting
} from '../../fuzz/browser/sectionAtWork.ts';

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

/** On the page of what waits: sends now rather than when the back-off is over. */
async function sendNow(page: Page): Promise<void> {
	const tryNow = page.getByRole('button', { name: 'Try now' });
	const empty = page.getByRole('heading', { name: 'Nothing waits to be sent' });
	await expect(empty.or(tryNow).first()).toBeVisible();
	if (await tryNow.isVisible()) await tryNow.click().catch(() => undefined);
	await expect(empty).toBeVisible({ timeout: 60_000 });
}
