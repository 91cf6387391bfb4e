import { expect, test, type Page } from '@playwright/test';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { findPersonByUsername } from '#lib/server/people/people.repository.ts';
import { anAllocatedAudit } from './anAllocatedAudit.ts';
import { Device } from './Browser.ts';
import { demoPassword, DipperServer } from './DipperServer.ts';
import { HttpPerson } from './HttpPerson.ts';
import { expectAccessible } from './pages/expectAccessible.ts';
import { signIn } from './pages/SignInPage.ts';
import { TabletPages } from './pages/TabletPages.ts';
import { takePicture } from './pages/takePicture.ts';

/** Who is heard beside the file: a child with the tablet in their hands, a parent by a link, the worker on their own tablet. */
const passphrase = 'lantern copper meadow thistle';
let server: DipperServer;
let audit: { readonly id: string; readonly caseRef: string };
/** What must not be read by whoever is not of the council: names and numbers of the case. */
let secret: readonly string[];
let tablet: Device;
let workers: Device;

test.beforeAll(async () => {
	server = await DipperServer.ofMarchbrook();
	audit = await server.look(anAllocatedAudit);
	secret = await server.look(giveItAWorker);
	tablet = new Device('tablet');
	workers = new Device('phone');
});
test.afterAll(async () => {
	await tablet.throwAway();
	await workers.throwAway();
	await server.end();
});
test.describe.configure({ mode: 'serial' });

test('a child’s page cannot be left without unlocking, and what they say comes first when it is', async () => {
	const page = await tablet.open();
	await signIn(page, server.origin, 'auditor', '/set-up');
	const pages = new TabletPages(page, server.origin);
	await pages.setUp(passphrase);
	await handOver(page);
	await expectAccessible(page, 'a child’s page');
	await takePicture(page, 'childs-page');
	await choose(page, 'Yes, a lot');
	await expectNothingOfTheCase(page);

	await page.goBack().catch(() => null);
	await page.goBack().catch(() => null);
	await expect(page.getByRole('heading', { name: 'I know why people are helping my family' })).toBeVisible();
	await expect(page.getByRole('link', { name: /Audits|Today/ })).toHaveCount(0);

	// A tap is sealed within a second of it, as every draft is.
	await page.waitForTimeout(1_500);
	for (const address of [`/audits/${audit.id}`, '/today', `/cases/${audit.id}`, '/overview', '/sign-ins', '/']) {
		await page.goto(server.origin + address);
		await expect(page.getByLabel('Passphrase', { exact: true }).or(page.getByLabel('Sign-in name'))).toBeVisible();
		await expectNothingOfTheCase(page);
	}
	await page.goto(`${server.origin}/unlock`);
	await page.reload();
	await expect(page.getByLabel('Passphrase', { exact: true })).toBeVisible();
	await expect(page.getByRole('button', { name: /you are signed in/ })).toHaveCount(0);
	expect(await page.evaluate(async () => (await fetch('/api/me')).status)).toBe(401);

	await pages.unlock(passphrase);
	expect(await page.evaluate(async () => (await fetch('/api/me')).status)).toBe(200);
	await handOver(page);
	await expect(face(page, 'Yes, a lot')).toBeChecked();
	await next(page);
	await next(page, 'Skip this one');
	await choose(page, 'Sometimes');
	await next(page);
	await choose(page, 'Not really');
	await next(page);
	await page.getByRole('textbox').fill('I want to see my gran.');
	await page.getByRole('button', { name: 'I am done' }).tap();
	await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
	await page.getByRole('button', { name: 'For the grown-up' }).tap();
	await pages.unlock(passphrase);
	await expect(page.getByRole('heading', { name: 'The child said that they do not feel safe' })).toBeVisible();
	await expect(page.getByText('I want to see my gran.')).toBeVisible();
	await expectAccessible(page, 'what a child said');
	await page.getByRole('link', { name: 'Raise a same-day alert' }).tap();
	await expect(page.getByText('From 10.2d')).toBeVisible();
});

test('the worker is asked, reads it on their own tablet and replies before the grade is final', async () => {
	const page = tablet.page;
	const pages = new TabletPages(page, server.origin);
	await walk(page, `/audits/${audit.id}/voices/practitioner`);
	await page.getByRole('button', { name: 'Let them read and reply on their own' }).tap();
	await expect(page.getByText('It goes to their tablet with the next signal.')).toBeVisible();
	await pages.sendsAll();
	await walk(page, `/audits/${audit.id}/conversation`);
	await expect(page.getByRole('heading', { name: 'Let us look at this together' })).toBeVisible();
	await expectAccessible(page, 'the conversation');

	const theirs = await workers.open();
	await signIn(theirs, server.origin, 'worker', '/set-up');
	const theirPages = new TabletPages(theirs, server.origin);
	await theirPages.setUp(passphrase);
	await theirs.getByRole('list', { name: 'Audits of your cases' }).getByRole('link', { name: audit.caseRef }).tap();
	await theirs.getByRole('button', { name: 'These are my words' }).tap();
	await expect(theirs.getByText('Choose how far you agree').first()).toBeVisible();
	await expectAccessible(theirs, 'the worker’s reply, with what is missing');
	await theirs.locator('.choice', { hasText: 'I see it differently' }).tap();
	await theirs.getByLabel('What do you see?').fill('The plan was late because the panel was.');
	await theirs.getByLabel('What do you need?').fill('An earlier panel.');
	await theirs.getByRole('button', { name: 'These are my words' }).tap();
	await expect(theirs.getByText('Sees it differently')).toBeVisible();
	await theirPages.sendsAll();
	const heard = await server.look((database) => feedbackIn(database));
	expect(heard.find(({ from }) => from === 'practitioner')).toMatchObject({
		scale: 'disagree',
		text: 'The plan was late because the panel was.',
		how: 'own-tablet',
		said: [{ about: 'needs', value: 'An earlier panel.' }]
	});
});

test('a parent’s link shows nothing about any child, works once, and is no way in', async () => {
	const qa = new HttpPerson(server.origin);
	await qa.signIn('qa@demo.example', demoPassword);
	const made = await qa.send('POST', `/cases/${audit.id}/ask?/make`, { form: { asks: 'parent' } });
	const [, path = ''] = /(\/say\/[\w-]{43})/.exec(await made.text()) ?? [];
	expect(path).toMatch(/^\/say\//);

	const parent = new HttpPerson(server.origin);
	const page = await parent.open(path);
	expect(page.status).toBe(200);
	expect(page.headers.get('cache-control')).toContain('no-store');
	expect(page.headers.get('set-cookie')).toBeNull();
	const html = await page.text();
	const data = await (await parent.open(`${path}/__data.json`)).text();
	const assets = [...html.matchAll(/(?:href|src|import\()="?(?:\.\.)?(\/[^"'\s)]+\.(?:js|css))/g)].map(
		([, one]) => one ?? ''
	);
	const loaded = [...html.matchAll(/["'(](?:\.\.\/)+(_app\/[^"')]+)["')]/g)].map(([, one]) => `/${one ?? ''}`);
	const files = await Promise.all(
		[...new Set([...assets, ...loaded])].map(async (one) => (await parent.open(one)).text())
	);
	expect(files.length).toBeGreaterThan(0);
	expect(secret.length).toBeGreaterThan(6);
	for (const [where, text] of [
		['page', html],
		['data', data],
		...files.map((text) => ['file', text] as const)
	] as const)
		for (const one of secret) expect(text.includes(one), `${where}: ${one}`).toBe(false);
	expect(JSON.parse(data)).toMatchObject({ type: 'data' });

	const send = () => parent.send('POST', path, { form: { respected: 'yes', words: 'They rang back.' } });
	expect((await send()).status).toBe(303);
	expect((await send()).status).toBe(404);
	expect((await parent.open(path)).status).toBe(404);
	const heard = await server.look((database) => feedbackIn(database));
	expect(heard.filter(({ from }) => from === 'parent')).toMatchObject([{ text: 'They rang back.', how: 'form' }]);

	const guesses: number[] = [];
	for (let at = 0; at < 7; at += 1) guesses.push((await parent.open(`/say/${String(at).padEnd(43, 'x')}`)).status);
	expect(guesses).toContain(404);
	expect(guesses.at(-1)).toBe(429);
});

/** By a link, as one goes about on a tablet: an address typed in would lock it. */
async function walk(page: Page, path: string): Promise<void> {
	await page.evaluate((to) => {
		const link = document.createElement('a');
		link.href = to;
		document.body.append(link);
		link.click();
		link.remove();
	}, path);
	await page.waitForURL(server.origin + path);
}

async function handOver(page: Page): Promise<void> {
	await walk(page, `/audits/${audit.id}/voices/child`);
	await page.getByRole('button', { name: 'Hand it to the child' }).tap();
	await expect(page.getByRole('heading', { name: 'I know why people are helping my family' })).toBeVisible();
}

const face = (page: Page, words: string) => page.getByRole('radio', { name: words, exact: true });
async function choose(page: Page, words: string): Promise<void> {
	await page.locator('.face', { hasText: words }).tap();
	await expect(face(page, words)).toBeChecked();
}
const next = (page: Page, name = 'Next') => page.getByRole('button', { name, exact: true }).tap();

async function expectNothingOfTheCase(page: Page): Promise<void> {
	const text = await page.locator('body').innerText();
	for (const one of secret.slice(0, 4)) expect(text, one).not.toContain(one);
}

type Heard = { readonly from: string; readonly text: string; readonly how?: string };
async function feedbackIn({ db }: Database): Promise<Heard[]> {
	const rows = await db
		.selectFrom('record_field')
		.select('value')
		.where('id', '=', audit.id)
		.where('key', 'like', 'feedback/%')
		.execute();
	return rows.map(({ value }) => JSON.parse(value) as Heard);
}

/** The demo's worker becomes the worker of the case, so that there is somebody to ask. */
async function giveItAWorker({ db }: Database): Promise<readonly string[]> {
	const named = async (username: string) => must(await findPersonByUsername(db, `${username}@demo.example`), username);
	const [worker, auditor] = [await named('worker'), await named('auditor')];
	const row = await db.selectFrom('record').selectAll().where('id', '=', audit.id).executeTakeFirstOrThrow();
	const head = { ...(JSON.parse(row.head) as AuditHead), worker: worker.id };
	await db
		.updateTable('record')
		.set({ head: JSON.stringify(head), worker_id: worker.id, ver: row.ver + 1 })
		.where('id', '=', audit.id)
		.execute();
	const team = await db.selectFrom('team').select('name').where('id', '=', head.team).executeTakeFirst();
	return [
		audit.id,
		audit.caseRef,
		worker.id,
		worker.name,
		auditor.id,
		auditor.name,
		head.template.id,
		...(team ? [team.name] : [])
	];
}
