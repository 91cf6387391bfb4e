import { expect, test, type Locator, type Page } from '@playwright/test';
import { addDays, dayInEngland } from '#lib/domain/shared/dates.ts';
import { aDipSample } from './aDipSample.ts';
import { Device } from './Browser.ts';
import { DipperServer } from './DipperServer.ts';
import { expectAccessible } from './pages/expectAccessible.ts';
import { LongTasks } from './pages/LongTasks.ts';
import { signIn } from './pages/SignInPage.ts';
import { TabletPages } from './pages/TabletPages.ts';
import { takePicture } from './pages/takePicture.ts';

/** A manager's dip sample of ten, on a tablet on its side, as quick as fingers go, with no signal. */
const passphrase = 'heron alder rill stone';
const [year = '', month = '', day = ''] = addDays(dayInEngland(new Date().toISOString()), -6).split('-');
const lately = `${day}/${month}/${year}`;

let server: DipperServer;
let tablet: Device;
let sample: { readonly id: string; readonly name: string };

test.beforeAll(async () => {
	server = await DipperServer.ofMarchbrook();
	sample = await server.look(aDipSample);
	tablet = new Device('tablet');
});
test.afterAll(async () => {
	await tablet.throwAway();
	await server.end();
});

test('ten children without signal, and no frame waits for more than 50 ms at a quarter of the speed', async () => {
	const page = await tablet.open();
	await page.setViewportSize({ width: 1180, height: 820 });
	await signIn(page, server.origin, 'auditor', '/set-up');
	const pages = new TabletPages(page, server.origin);
	await pages.setUp(passphrase);
	await page.getByRole('link', { name: 'Dip samples' }).first().click();
	await expect(page.getByRole('heading', { level: 1, name: 'Dip samples' })).toBeVisible();
	await tablet.goesOffline();

	const tasks = await LongTasks.watch(page, 4);
	const begun = Date.now();
	await page.getByRole('link', { name: sample.name }).tap();
	const grid = page.getByRole('grid');
	await expect(grid.getByRole('row')).toHaveCount(await rowsOf(page));
	await severalAtOnce(page);
	for (let child = 1; child <= 10; child += 1) await oneChild(page, child);
	await expect(page.getByRole('heading', { name: 'What the sample shows' })).toBeVisible();
	await expect(page.getByText('10 of 10 done')).toBeVisible();
	const took = Date.now() - begun;
	const longest = await tasks.end();
	console.log(
		`ten children: ${String(Math.round(took / 1000))} s, ${String(longest.length)} tasks, longest ${longest
			.slice(0, 5)
			.map((ms) => ms.toFixed(1))
			.join(', ')} ms at a quarter of the speed`
	);
	expect(longest.length).toBeGreaterThan(1_000);
	expect(longest.filter((ms) => ms > 50)).toEqual([]);

	await expectAccessible(page, 'a dip sample that is done');
	await takePicture(page, 'dip-sample');
	await tablet.comesBack();
	await expect.poll(() => pages.waiting(), { timeout: 60_000 }).toBe(0);
	const states = await server.look(({ db }) =>
		db.selectFrom('record').select('record.state').where('record.sample_id', '=', sample.id).execute()
	);
	expect(states.map(({ state }) => state)).toEqual(Array.from({ length: 10 }, () => 'submitted'));
});

/** Children, groups of them, and the heads of the columns. */
async function rowsOf(page: Page): Promise<number> {
	await page.getByRole('grid').locator('td[data-column="0"]').nth(9).waitFor();
	return 11 + (await page.getByRole('grid').locator('tr.group').count());
}

/** The last question of the theme is the same for all: given at once, undone, and given again. */
async function severalAtOnce(page: Page): Promise<void> {
	const given = page.getByRole('grid').locator('td[data-column="5"]', { hasText: 'Yes' });
	await page.getByRole('button', { name: 'Same answer for several' }).tap();
	for (const again of [false, true]) {
		await page.getByLabel('Question', { exact: true }).selectOption({ label: '6 No full audit needed' });
		await page.getByRole('button', { name: /^Choose the 10 without/ }).tap();
		await tile(page.locator('.several'), 'Yes').tap();
		await page.getByRole('button', { name: 'Give it to 10 children' }).tap();
		await expect(given).toHaveCount(10);
		if (again) break;
		await page.getByRole('button', { name: 'Undo' }).tap();
		await expect(given).toHaveCount(0);
		await expect(page.getByRole('status').filter({ hasText: '10 answers put back' })).toBeVisible();
	}
	await page.locator('.several').getByRole('button', { name: 'Close' }).tap();
}

async function oneChild(page: Page, number: number): Promise<void> {
	const child = page.locator('section.child');
	await expect(child.getByText(`Child ${String(number)} of 10`)).toBeVisible();
	const sheet = (question: string) => child.getByRole('group', { name: `Question ${question}`, exact: true });
	const choose = (question: string, words: string) => tile(sheet(question), words).tap();
	await choose('1', 'Yes');
	await choose('2', 'Not overdue');
	for (const question of ['3', '4', '5']) {
		const right = sheet(question).getByRole('button', { name: /(is|are) right$/ });
		if (await right.isVisible()) await right.tap();
		const first = sheet(question).getByRole('textbox', { name: 'Day', exact: true }).first();
		if (await first.isVisible()) await first.fill(lately);
	}
	await choose('X1', 'Safe');
	await sheet('X2').getByRole('textbox').fill('One worker who stays.');
	await choose('X3', 'Good');
	await sheet('X3')
		.getByLabel('What in the record shows this?')
		.fill('Case notes of last month: seen alone, plan followed.');
	await page.getByRole('button', { name: 'Finish this child' }).tap();
	const raise = child.getByRole('heading', { name: 'There is a problem' });
	await expect(raise).toHaveCount(0);
}

/** The whole tile of an answer: what a finger meets. */
function tile(within: Locator, words: string): Locator {
	return within.locator('.choice').filter({ has: within.page().getByRole('radio', { name: words, exact: true }) });
}
