import { expect, test, type Page } from '@playwright/test';
import { addDays, dayInEngland } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { anAllocatedAudit } from './anAllocatedAudit.ts';
import { Device } from './Browser.ts';
import { demoPassword, DipperServer } from './DipperServer.ts';
import { Keys } from './pages/Keys.ts';
import { signIn } from './pages/SignInPage.ts';
import { TabletPages } from './pages/TabletPages.ts';

/** A month's work without a mouse: every step by Tab, the arrows, letters and Enter. */
const passphrase = 'lantern copper meadow thistle';
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
	// A key pressed in the moment in which the script takes the page over goes nowhere.
	await page.waitForLoadState('networkidle');
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

test('the auditor unlocks, answers, grades and submits', async () => {
	const audit = await server.look(anAllocatedAudit);
	const { tablet, page, keys } = await aSetUpTablet('auditor', `/audits/${audit.id}/CJ2`);
	const pages = new TabletPages(page, server.origin);
	await tablet.goesOffline();
	const sheet = page.getByRole('group', { name: 'Question 2.2', exact: true });
	await pages.acknowledged(() => keys.choose(sheet.getByRole('radio', { name: 'Yes', exact: true })));
	await keys.press(sheet.getByRole('button', { name: /Add a note/ }));
	await pages.acknowledged(async () => {
		await keys.write(sheet.getByLabel('What in the record shows this?'), 'The assessment of May, section 3.');
		await page.keyboard.press('Tab');
	});
	const grade = page.getByRole('region', { name: 'The grade of this section' });
	await pages.acknowledged(() => keys.choose(grade.getByRole('radio', { name: 'Good', exact: true })));
	await pages.acknowledged(async () => {
		await keys.write(grade.getByLabel('Why this grade?'), 'The plan answers what the assessment found.');
		await page.keyboard.press('Tab');
	});
	await keys.press(page.locator(`a[href="/audits/${audit.id}"]:visible`));
	await keys.press(page.locator(`a[href="/audits/${audit.id}/check"]:visible`));
	await expect(page.getByRole('heading', { name: 'Check and submit', level: 1 })).toBeVisible();
	await keys.write(page.getByLabel('Why is it not whole?'), 'The file was closed before the visit.');
	await keys.press(page.getByRole('button', { name: 'Submit this audit' }));
	await expect(page.getByRole('heading', { name: 'Submitted', level: 1 })).toBeVisible();
	await tablet.throwAway();
});

test('the team manager does an action, and the QA manager verifies it', async ({ browser }) => {
	const action = await server.look(anIssuedAction);
	const { tablet, page, keys } = await aSetUpTablet('tm.north', `/actions/${action.id}`);
	// With signal a change may be sent before the line has told that it waits: what the page and the office say counts.
	await keys.press(page.getByRole('button', { name: 'Accept this action' }));
	await keys.write(
		page.getByLabel(/What is different/),
		'The child was seen at home twice, and says in the note of last week what has changed.'
	);
	await keys.press(page.getByRole('button', { name: 'It is done' }));
	await expect(page.getByText('It is not your move')).toBeVisible();
	await expect.poll(() => server.look(({ db }) => stateOf(db, action.id)), { timeout: 30_000 }).toBe('done');
	await tablet.throwAway();

	const office = await browser.newPage();
	const desk = await signInByKeys(office, 'qa', `/loops/${action.id}`);
	await desk.write(office.getByLabel('What is different for the child?'), 'She knows who comes, and when.');
	await desk.write(office.getByLabel('What you saw, in your own words'), 'The plan now says who visits and when.');
	await desk.choose(office.getByRole('radio', { name: /Yes, verified/ }));
	await desk.press(office.getByRole('button', { name: 'Record the verdict' }));
	await expect(office.getByText('Verified').first()).toBeVisible();
	await office.close();
});

/** Set up as usual; then opened cold by an address, with the passphrase typed. */
async function aSetUpTablet(who: string, at: string): Promise<{ tablet: Device; page: Page; keys: Keys }> {
	const tablet = new Device('tablet');
	const page = await tablet.open();
	await signIn(page, server.origin, who, '/set-up');
	await new TabletPages(page, server.origin).setUp(passphrase);
	const keys = new Keys(page);
	await page.goto(server.origin + at);
	await keys.write(page.getByLabel('Passphrase', { exact: true }), passphrase);
	await page.keyboard.press('Enter');
	await page.getByLabel('Passphrase', { exact: true }).waitFor({ state: 'detached', timeout: 30_000 });
	return { tablet, page, keys };
}

async function stateOf(db: Database['db'], id: string): Promise<string> {
	const row = await db.selectFrom('record').select('state').where('id', '=', id).executeTakeFirstOrThrow();
	return row.state;
}

async function anIssuedAction({ db }: Database): Promise<{ id: string }> {
	const owner = await db
		.selectFrom('person')
		.select('id')
		.where('username', '=', 'tm.north@demo.example')
		.executeTakeFirstOrThrow();
	const rows = await db
		.selectFrom('record')
		.select(['id', 'head'])
		.where('kind', '=', 'action')
		.where('state', '=', 'issued')
		.execute();
	return must(
		rows.find(({ head }) => (JSON.parse(head) as { owner: string }).owner === owner.id),
		'an action of the north'
	);
}
