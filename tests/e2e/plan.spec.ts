import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { DipperServer } from './DipperServer.ts';
import { judgePage } from './judgePage.ts';
import { signIn } from './pages/SignInPage.ts';

let server: DipperServer;
test.beforeAll(async () => {
	server = await DipperServer.ofMarchbrook();
});
test.afterAll(() => server.end());
test.describe.configure({ timeout: 240_000 });

async function office(page: Page, who: string, path: string): Promise<void> {
	await signIn(page, server.origin, who, path);
}

test('a plan goes out, comes back changed with a preview, and its evidence stands beside its colour', async ({
	page
}) => {
	await office(page, 'qa', '/plan');
	await page.getByRole('link', { name: 'Children’s services improvement plan' }).click();
	const out = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Excel' }).click();
	const file = await (await out).path();
	const { pathname } = new URL(page.url());

	// As it went out it changes nothing, and that is said before anything is kept.
	await page.goto(`${server.origin}/plan/bring-in?into=${pathname.split('/').at(-1) ?? ''}`);
	const upload = { name: 'plan.xlsx', mimeType: 'application/octet-stream', buffer: readFileSync(file) };
	await page.getByLabel('Choose the file').setInputFiles(upload);
	await expect(page.getByText('It says what the plan says already: nothing changes.')).toBeVisible();
	expect(await judgePage(page, 'bring-in with a preview')).toEqual([]);

	// As a new plan it is the same plan.
	await page.getByLabel('Where it goes').selectOption({ label: 'Make a new plan of it' });
	await page.getByLabel('What the plan is called').fill('The same plan again');
	await page.getByRole('button', { name: 'Keep it as a plan' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'The same plan again' })).toBeVisible();
	await expect(page.getByText('8 actions under 3 recommendations')).toBeVisible();

	// An Impact RAG asks for its reason, and keeps what was typed until it has one.
	await page.goto(server.origin + pathname);
	await page.getByRole('link', { name: '2.2', exact: true }).first().click();
	await expect(page.getByText('One look at practice: it has not moved.')).toBeVisible();
	await page.getByText('Change this action', { exact: true }).click();
	await page
		.getByRole('group', { name: /Impact RAG/ })
		.getByText('Red', { exact: true })
		.click();
	await page.getByRole('button', { name: 'Save this action' }).click();
	await expect(page.getByRole('alert')).toContainText('Write why the Impact RAG is what it is.');
	await page.getByLabel('Why the Impact RAG is what it is').fill('The sample of the autumn shows it.');
	await page.getByRole('button', { name: 'Save this action' }).click();
	await expect(page.getByText('Impact RAG: Amber → Red')).toBeVisible();
});

test('the board reads the plan and asks; it is shown no child’s action', async ({ page }) => {
	await office(page, 'board', '/plan');
	await page.getByRole('link', { name: 'Children’s services improvement plan' }).click();
	await page.getByRole('link', { name: '2.1', exact: true }).first().click();
	await expect(page.getByText('Not yours to see; it counts all the same')).toBeVisible();
	await expect(page.getByText('Change this action')).toHaveCount(0);
	await page.getByLabel('Your comment').fill('Is the post filled?');
	await page.getByRole('button', { name: 'Add this comment' }).click();
	await expect(page.locator('#comments')).toContainText('Cllr Jean Mostyn, for the board');
});
