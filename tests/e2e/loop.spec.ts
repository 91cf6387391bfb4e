import { expect, test, type Page } from '@playwright/test';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { addDays, dayInEngland } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { verifyLog } from '#lib/server/log/changeLog.ts';
import { findRecord } from '#lib/server/records/records.repository.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { aPdf } from '../fixtures/evidenceFiles.ts';
import { Device } from './Browser.ts';
import { DipperServer } from './DipperServer.ts';
import { ActionPages } from './pages/ActionPages.ts';
import { AuditPages } from './pages/AuditPages.ts';
import { chooseAnswer } from './pages/chooseAnswer.ts';
import { typeDay } from './pages/dateBoxes.ts';
import { Entered } from './pages/Entered.ts';
import { expectAccessible } from './pages/expectAccessible.ts';
import { signIn } from './pages/SignInPage.ts';
import { TabletPages } from './pages/TabletPages.ts';
import { takePicture } from './pages/takePicture.ts';
import * as loop from './theLoop.ts';

/**
 * One loop from an answer to its end: an auditor's tablet without signal, a QA manager at a desk, a team manager's phone
 * without signal; then the fresh sample that the server draws by itself a quarter later, and its verdict.
 */
const template = must(
	shippedTemplates().find(({ id }) => id === 't30-dip'),
	't30-dip'
);
const question = must(
	template.sections.flatMap(({ questions }) => questions).find(({ id }) => id === loop.gap),
	loop.gap
);
const today = dayInEngland(new Date().toISOString());
const passphrase = { auditor: 'otter weir sedge ford', manager: 'alder heron rill stone' };
const what = 'Write decision, date and reason on one page of the file, and read three of them in each supervision';
const firstNote = 'A page was made for it. Two of the eight files have it so far.';
const returnedNote = 'Two of eight is a beginning. The other six children are still without it.';
const secondNote = 'All eight files have the page now; the one sent along is the last of them.';
const verifiedNote = 'Read in all eight files today.';
/** Few enough for a test; what it can show is judged by the same rule as twenty. */
const sizes = { before: 8, after: 6 };

let server: DipperServer;
const [desk, tablet, phone] = [new Device('desktop'), new Device('tablet'), new Device('phone')];
const managersDesk = new Device('desktop');
let audits: string[];

test.beforeAll(async () => {
	server = await DipperServer.ofMarchbrook();
	audits = await server.look((database) => loop.giveSample(database, template.id, sizes.before));
});
test.afterAll(async () => {
	for (const device of [desk, tablet, phone, managersDesk]) await device.throwAway();
	await server.end();
});

test('a loop goes from an answer without signal to a verdict on practice', async () => {
	test.setTimeout(300_000);
	const [first = '', ...others] = audits;
	let page = await tablet.open();
	await test.step('the auditor answers without signal, and sends it in', async () => {
		await signIn(page, server.origin, 'auditor', '/set-up');
		await new TabletPages(page, server.origin).setUp(passphrase.auditor);
		await page.locator('a[href="/samples"]:visible').first().click();
		await expect(page.getByRole('link', { name: loop.sampleName }).first()).toBeVisible({ timeout: 30_000 });
		await tablet.goesOffline();
		await answerOnTablet(page, first, 'no');
		await tablet.comesBack();
		await new TabletPages(page, server.origin).sendsAll();
		await server.look(async (database) => {
			await loop.comesIn(database, others, 'no');
			await loop.gatherNow(database);
		});
	});

	const office = await desk.open();
	const action = await test.step('the QA manager answers eight findings with one action', () => raise(office));

	const manager = await phone.open();
	const hers = new ActionPages(manager, server.origin);
	await test.step('the team manager does it without signal', async () => {
		await signIn(manager, server.origin, 'tm.north', '/set-up');
		await hers.tablet.setUp(passphrase.manager);
		await expect(manager.getByRole('main').getByRole('link', { name: what })).toBeVisible({ timeout: 30_000 });
		await phone.goesOffline();
		await hers.open(what);
		await hers.accept();
		await hers.complete(firstNote);
		await phone.comesBack();
		await hers.tablet.sendsAll();
	});

	await test.step('it is returned, done again with a file, and verified', async () => {
		await judge(office, action, { verdict: /Not yet, return it/, note: returnedNote, difference: '' });
		await takePicture(office, 'loop-returned');
		await manager.reload();
		await hers.tablet.unlock(passphrase.manager);
		await hers.open(what);
		await expect(manager.getByText(returnedNote).first()).toBeVisible({ timeout: 30_000 });
		await takePicture(manager, 'phone-returned');
		await phone.goesOffline();
		await hers.complete(secondNote, {
			name: 'decision-page.pdf',
			mimeType: 'application/pdf',
			buffer: Buffer.from(aPdf())
		});
		await phone.comesBack();
		await hers.tablet.sendsAll();
		const difference = 'Whoever picks the file up knows why this child came into care, and when.';
		await judge(office, action, { verdict: /Yes, verified/, note: verifiedNote, difference });
		await server.look(async (database) => {
			expect(await loop.actionHead(database, action)).toMatchObject({ state: 'verified' });
		});
	});

	await test.step('a quarter later the server draws a fresh sample, which comes to the tablet', async () => {
		const then = loop.morning(95);
		await server.look(async (database) => {
			await loop.onlyTheAuditorIsHere(database, dayInEngland(new Date(then).toISOString()));
			expect(await loop.lookBack(database, then, sizes.after)).toMatchObject({ drawn: 1, stuck: 0 });
			audits = await loop.auditsOfTheLook(database, action);
		});
		expect(audits).toHaveLength(sizes.after);
		await office.goto(`${server.origin}/loops/${action}`);
		await expect(office.getByRole('heading', { name: 'A fresh sample is being looked at' })).toBeVisible();
		await tablet.close();
		page = await tablet.open();
		const [one = '', ...rest] = audits;
		await page.goto(`${server.origin}/samples`);
		await new TabletPages(page, server.origin).unlock(passphrase.auditor);
		await expect(page.getByRole('link', { name: what.slice(0, 60) }).first()).toBeVisible({ timeout: 30_000 });
		await answerOnTablet(page, one, 'yes');
		await new TabletPages(page, server.origin).sendsAll();
		await server.look(async (database) => {
			await loop.comesIn(database, rest, 'yes');
			await loop.gatherNow(database);
		});
	});

	await test.step('practice has moved: the loop closes by itself, with its figures', async () => {
		await server.look(async (database) => {
			expect(await loop.lookBack(database, loop.morning(98), sizes.after)).toMatchObject({ settled: 1 });
			expect(await loop.actionHead(database, action)).toMatchObject({ state: 'closed' });
			expect(await verifyLog(database.db)).toMatchObject({ ok: true });
		});
		await office.goto(`${server.origin}/loops/${action}`);
		await expect(office.getByRole('heading', { name: 'Practice has moved' })).toBeVisible();
		await expect(
			office.getByText(new RegExp(`^Before, \\d+ of \\d+ children showed the gap; after, 0 of ${sizes.after}\\.`))
		).toBeVisible();
		await expectAccessible(office, 'a loop that is closed by its verdict');
		await takePicture(office, 'loop-verdict');
		await office.goto(`${server.origin}/loops`);
		await expect(office.getByRole('main').getByRole('link', { name: what })).toBeHidden();
	});

	await test.step('the verdict speaks for the Impact RAG of the plan’s action, which the QA manager rates by it', async () => {
		await office.goto(`${server.origin}/plan`);
		await office.getByRole('link', { name: 'Children’s services improvement plan' }).click();
		await office.getByRole('link', { name: '1.3', exact: true }).first().click();
		const impact = office.getByRole('region', { name: 'Impact', exact: true });
		await expect(impact).toContainText('Not rated');
		await expect(impact).toContainText('Nothing that is tied to it has come to a verdict yet.');
		await office.locator('summary', { hasText: 'Tie something to it' }).click();
		const tie = office.locator('form', { has: office.getByLabel('Action and its impact check') });
		await tie.getByLabel('Action and its impact check').selectOption(action);
		await tie.getByRole('button', { name: 'Tie it' }).click();
		await expect(impact).toContainText('One look at practice: it has moved.');
		await expect(office.getByRole('heading', { name: 'Practice has moved' })).toBeVisible();
		await office.locator('summary', { hasText: 'Change this action' }).click();
		await office
			.getByRole('group', { name: /Impact RAG/ })
			.getByText('Green', { exact: true })
			.click();
		await office.getByLabel('Why the Impact RAG is what it is').fill('The fresh sample of six shows it.');
		await office.getByRole('button', { name: 'Save this action' }).click();
		await expect(office.getByText('Impact RAG: nothing → Green')).toBeVisible();
		await expectAccessible(office, 'an action of the plan with its verdict');
		await takePicture(office, 'loop-impact-rag');
	});
});

test('several loops are chosen and done with at once, line by line; and a list is kept', async () => {
	const office = await managersDesk.open();
	await signIn(office, server.origin, 'tm.north', '/loops?show=overdue');
	await office.getByRole('link', { name: 'Choose several' }).click();
	const boxes = office.getByRole('checkbox', { name: /^Choose “/ });
	await expect(boxes.first()).toBeVisible();
	const chosen = Math.min(3, await boxes.count());
	for (let index = 0; index < chosen; index += 1) await boxes.nth(index).check();
	await office.locator('summary', { hasText: 'Remind whoever’s move it is' }).click();
	await expectAccessible(office, 'several loops chosen');
	await takePicture(office, 'loops-choose');
	await office.getByRole('button', { name: 'Remind them of those chosen' }).click();
	const came = office.getByRole('status').filter({ hasText: /reminded of|stayed as/ });
	await expect(came).toBeVisible();
	await office.goto(`${server.origin}/loops?show=overdue&choose=yes`);
	for (let index = 0; index < chosen; index += 1) await boxes.nth(index).check();
	await office.locator('summary', { hasText: 'Remind whoever’s move it is' }).click();
	await office.getByRole('button', { name: 'Remind them of those chosen' }).click();
	await expect(came.getByRole('listitem')).toHaveCount(chosen);
	await expect(came).toContainText('stayed as');

	await office.goto(`${server.origin}/loops?show=overdue`);
	await office.locator('summary', { hasText: 'Keep this list' }).click();
	await office.getByLabel('Its name').fill('Overdue, for Monday');
	await office.getByRole('button', { name: 'Keep it' }).click();
	const kept = office.getByRole('navigation', { name: 'Lists you keep' });
	await expect(kept.getByRole('link', { name: 'Overdue, for Monday' })).toHaveAttribute('aria-current', 'page');
	await office.getByRole('button', { name: /^Stop keeping/ }).click();
	await expect(kept).toBeHidden();
});

/** The whole short form of one child, from its task list to its submission; only the one answer differs. */
async function answerOnTablet(page: Page, auditId: string, answer: 'yes' | 'no'): Promise<void> {
	const about = await server.look(async ({ db }) => {
		const found = must(await findRecord(db, { kind: 'audit', id: auditId }), auditId);
		return (found.state as AuditRecord).head;
	});
	const audit = new AuditPages({
		...{ page, origin: server.origin, auditId, template, about, today, entered: new Entered() },
		choose: (asked, ...known) => (asked.id === loop.gap ? answer : chooseAnswer(asked, ...known))
	});
	await page.locator('a[href="/samples"]:visible').first().click();
	await page.locator(`a[href="/samples/${about.sample}"]:visible`).click();
	await page.locator(`a[href*="child=${auditId}"]:visible`).first().click();
	await page.getByRole('link', { name: 'Open as a full page' }).click();
	await audit.isOnTaskList();
	for (const section of template.sections) {
		await audit.openSection(section);
		await audit.answerSection(section);
		await audit.closeSection(section);
	}
	await audit.openCheck();
	// A No here wants an action at once: the auditor leaves it to the QA manager, who sees it in all eight.
	if (answer === 'no') await page.getByLabel('Why is it not whole?').fill('It is the same in all eight: for the team.');
	else await expect(page.getByRole('heading', { name: 'Nothing is missing' })).toBeVisible();
	await audit.tablet.acknowledged(() => page.getByRole('button', { name: 'Submit this audit' }).click());
	await expect(page.getByRole('heading', { name: 'Submitted', level: 1 })).toBeVisible();
}

/** At the desk: the theme, its eight findings, one action. Answers with its id. */
async function raise(office: Page): Promise<string> {
	await signIn(office, server.origin, 'qa', '/findings');
	await expectAccessible(office, 'findings');
	await takePicture(office, 'findings');
	const theme = must(question.themes[0], 'its theme');
	await office.goto(`${server.origin}/findings/${theme}`);
	const own = office.getByRole('group', { name: question.text });
	if (!(await own.isVisible())) await office.locator('summary', { hasText: question.text }).click();
	await own.getByRole('button', { name: new RegExp(`^Choose all ${sizes.before}`) }).click();
	await office.locator('summary', { hasText: 'Answer those chosen with one action' }).click();
	await office.getByLabel('What the audits show').fill('8 children: decision, date and reason stand in no one place.');
	await office.getByLabel('What will be done').fill(what);
	await office
		.getByLabel(/^The difference it is meant to make/)
		.fill('Whoever takes the case over knows why the child came into care.');
	await office.getByRole('combobox', { name: 'Who does it' }).fill('Priya Raman');
	await office.getByRole('option', { name: 'Priya Raman' }).first().click();
	await typeDay(office.getByRole('group', { name: 'By when' }), addDays(today, 28));
	await expectAccessible(office, 'a theme and its findings');
	await takePicture(office, 'theme');
	await office.getByRole('button', { name: 'Raise the action' }).click();
	await expect(office.getByRole('heading', { name: what, level: 1 })).toBeVisible();
	await expect(office.getByText(`${sizes.before} findings from ${sizes.before} children`)).toBeVisible();
	return new URL(office.url()).pathname.split('/').pop() ?? '';
}

type Judged = { readonly verdict: RegExp; readonly note: string; readonly difference: string };

async function judge(office: Page, action: string, { verdict, note, difference }: Judged): Promise<void> {
	await office.goto(`${server.origin}/loops/${action}`);
	await office.getByLabel('What is different for the child?').fill(difference);
	await office.getByLabel('What you saw, in your own words').fill(note);
	await office.getByRole('radio', { name: verdict }).check();
	await office.getByRole('button', { name: 'Record the verdict' }).click();
	await expect(office.getByRole('button', { name: 'Record the verdict' })).toBeHidden();
	await expect(office.getByText(note).first()).toBeVisible();
}
