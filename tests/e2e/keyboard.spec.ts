import { expect, test, type Page } from '@playwright/test';
import { addDays, dayInEngland } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { demoPassword, DipperServer } from './DipperServer.ts';
import { Keys } from './pages/Keys.ts';

/** The office's part of a month without a mouse: every step by Tab, the arrows, letters and Enter. */
const today = dayInEngland(new Date().toISOString());
let server: DipperServer;

test.beforeAll(async () => {
	server = await DipperServer.ofMarchbrook();
});
test.afterAll(() => server.end());

async function signInByKeys(page: Page, username: string, next: string): Promise<Keys> {
	const keys = new Keys(page);
	await page.goto(`${server.origin}/sign-in?next=${encodeURIComponent(next)}`);
	await keys.write(page.getByLabel('Sign-in name'), `${username}@demo.example`);
	await keys.write(page.getByLabel('Password', { exact: true }), demoPassword);
	await page.keyboard.press('Enter');
	await page.waitForURL(server.origin + next);
	return keys;
}

test('the QA manager signs in, draws a sample and gives it out', async ({ browser }) => {
	const page = await browser.newPage();
	const keys = await signInByKeys(page, 'qa', '/sampling');
	const { title } = must(
		shippedTemplates().find(({ id }) => id === 'cj-cp'),
		'cj-cp'
	);
	await keys.press(page.getByRole('link', { name: 'Draw a sample' }));
	await keys.press(page.getByRole('link', { name: title }));
	await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
	await keys.write(page.getByLabel('How many in all'), '4');
	await page.keyboard.press('Tab');
	const draw = page.getByRole('button', { name: 'Draw 4 cases' });
	await expect(draw).toBeVisible();
	await keys.press(draw);
	await expect(page.getByRole('region', { name: 'In the order drawn', exact: true })).toBeVisible();
	await keys.press(page.getByRole('link', { name: /^Allocate \d+ cases/ }));
	await keys.press(page.getByRole('button', { name: 'Everyone' }));
	await keys.press(page.getByRole('button', { name: 'Share out evenly' }));
	await expect(page.getByRole('heading', { name: /^All \d+ have an auditor/ })).toBeVisible();
	const [year = '', month = '', day = ''] = addDays(today, 14).split('-');
	const due = page.getByRole('group', { name: 'Due date' });
	for (const [label, text] of [
		['Day', day],
		['Month', month],
		['Year', year]
	] as const)
		await keys.write(due.getByRole('textbox', { name: label, exact: true }), String(Number(text)));
	await keys.press(page.getByRole('button', { name: 'Send 4 audits out' }));
	await expect(page.getByRole('status').filter({ hasText: 'It has gone out.' })).toBeVisible();
	await page.close();
});
