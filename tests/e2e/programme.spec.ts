import { expect, test, type Page } from '@playwright/test';
import { must } from '#lib/domain/shared/Result.ts';
import { Device } from './Browser.ts';
import { DipperServer } from './DipperServer.ts';
import { expectAccessible } from './pages/expectAccessible.ts';
import { signIn } from './pages/SignInPage.ts';
import { TabletPages } from './pages/TabletPages.ts';
import { takePicture } from './pages/takePicture.ts';

let server: DipperServer;
let desk: Device;
let tablet: Device;
let office: Page;

test.beforeAll(async () => {
	desk = new Device('desktop');
	tablet = new Device('tablet');
	server = await DipperServer.ofMarchbrook();
});
test.afterAll(async () => {
	for (const device of [desk, tablet]) await device.throwAway();
	await server.end();
});

/** Taps, ticks and fields filled in: what a person does with their hands. */
class Hands {
	count = 0;
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	async tap(role: 'link' | 'button', name: string | RegExp): Promise<void> {
		this.count += 1;
		await this.#page.getByRole(role, { name }).first().click();
	}

	async follow(href: string): Promise<void> {
		this.count += 1;
		await this.#page.locator(`a[href="${href}"]`).click();
	}

	async tick(group: string, label: string): Promise<void> {
		this.count += 1;
		await this.#page.getByRole('group', { name: group }).getByLabel(label, { exact: true }).check();
	}

	async fill(label: string, text: string): Promise<void> {
		this.count += 1;
		await this.#page.getByLabel(label, { exact: true }).fill(text);
	}
}

test('a themed audit of 25 plans across teams is set up in under 25 interactions, and is on the tablets at the next sync', async () => {
	test.setTimeout(300_000);
	office = await desk.open();
	const page = office;
	await signIn(page, server.origin, 'qa', '/programme');
	const hands = new Hands(page);
	await test.step('the QA manager sets it up on one page', async () => {
		await expectAccessible(page, 'programme');
		await hands.tap('link', 'Set up a themed audit');
		await hands.follow('/programme/themed?template=t07');
		await expect(page.getByRole('heading', { name: /^Plans: SMART/, level: 1 })).toBeVisible();
		await hands.fill('How many in all', '25');
		await hands.tick('Plans', 'Adoption plan');
		await hands.fill('What it is called', '25 plans across teams');
		await hands.tap('button', 'See what goes out');
		const seen = page.getByRole('status').filter({ hasText: /25 audits would go to/ });
		await expect(seen).toBeVisible({ timeout: 30_000 });
		await expectAccessible(page, 'themed audit');
		await takePicture(page, 'themed-audit');
		await hands.tap('button', 'Draw and send out');
		await expect(page.getByRole('status').filter({ hasText: 'It has gone out.' })).toBeVisible({ timeout: 30_000 });
	});
	console.info(`A themed audit of 25 was set up in ${hands.count} interactions.`);
	expect(hands.count).toBeLessThan(25);

	const sample = new URL(page.url()).pathname.split('/').pop() ?? '';
	const given = await auditsOf(sample);
	expect(given).toHaveLength(25);
	expect(new Set(given.map(({ auditor }) => auditor)).size).toBeGreaterThan(5);
	for (const one of given) expect(one.auditor).not.toBe(one.worker);

	const theirs = must(
		given.find(({ username }) => signIns.includes(username)),
		'an auditor who signs in to the demo'
	);
	await test.step('an auditor has it on their tablet', async () => {
		const own = await tablet.open();
		await signIn(own, server.origin, theirs.username, '/set-up');
		await new TabletPages(own, server.origin).setUp('otter weir sedge ford');
		await own.locator('a[href="/audits"]:visible').first().click();
		await expect(own.getByRole('link', { name: new RegExp(theirs.caseRef) }).first()).toBeVisible({ timeout: 30_000 });
	});
});

test('a line that ships is put on the programme with one tap, looked at, sent out and taken back', async () => {
	test.setTimeout(120_000);
	const page = office;
	await page.goto(`${server.origin}/programme`);
	await page.getByRole('button', { name: 'Put it on the programme: Child journey audits' }).click();
	await expect(page.getByRole('heading', { name: 'Child journey audits', level: 1 })).toBeVisible();
	await page.getByRole('button', { name: 'See what goes out' }).click();
	await expect(page.getByText(/audits? would go to/)).toBeVisible({ timeout: 30_000 });
	await expectAccessible(page, 'activity');
	await page.getByRole('button', { name: 'Send it out now' }).click();
	await expect(page.getByRole('link', { name: 'The sample' })).toBeVisible({ timeout: 30_000 });
	await page.getByRole('button', { name: 'Take it back' }).click();
	await expect(page.getByText('Taken back by hand')).toBeVisible();
});

const signIns: readonly string[] = ['auditor', 'moderator', 'sm', 'tm.north', 'tm.south', 'qa', 'guest'];

async function auditsOf(sample: string) {
	return server.look(async ({ db }) => {
		const rows = await db
			.selectFrom('record')
			.innerJoin('person', 'person.id', 'record.auditor_id')
			.select(['record.case_ref', 'record.auditor_id', 'record.worker_id', 'person.username'])
			.where('record.sample_id', '=', sample)
			.execute();
		return rows.map(({ case_ref, auditor_id, worker_id, username }) => ({
			caseRef: case_ref ?? '',
			auditor: auditor_id,
			worker: worker_id,
			username: username.split('@')[0] ?? ''
		}));
	});
}
