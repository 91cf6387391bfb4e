import { expect, test, type Page } from '@playwright/test';
import { addDays, dayInEngland } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { verifyLog } from '#lib/server/log/changeLog.ts';
import { findRecord } from '#lib/server/records/records.repository.ts';
import { findTemplate } from '#lib/server/templates/templates.repository.ts';
import { Device } from './Browser.ts';
import { DipperServer } from './DipperServer.ts';
import { AuditPages } from './pages/AuditPages.ts';
import { Entered } from './pages/Entered.ts';
import { expectAccessible } from './pages/expectAccessible.ts';
import { SamplingPages } from './pages/SamplingPages.ts';
import { signIn } from './pages/SignInPage.ts';
import { TabletPages } from './pages/TabletPages.ts';
import { takePicture } from './pages/takePicture.ts';
import { TemplatePages } from './pages/TemplatePages.ts';

/**
 * A themed template from nothing to an audit that is answered without signal while the template goes on: as a QA
 * manager who has never done it would find it.
 */
const title = 'First visits after a referral';
const id = 'own-first-visits-after-a-referral';
const section = '1 The visit';
const auditor = 'Dana Whitlock';
const today = dayInEngland(new Date().toISOString());
const questions = {
	seen: 'Was the child seen within five working days?',
	alone: 'Was the child seen alone?',
	why: 'What kept the worker from seeing the child?'
};

let server: DipperServer;
let desk: Device;
let tablet: Device;

test.beforeAll(async () => {
	desk = new Device('desktop');
	tablet = new Device('tablet');
	server = await DipperServer.ofMarchbrook();
});
test.afterAll(async () => {
	for (const device of [desk, tablet]) await device.throwAway();
	await server.end();
});

test('a template is written, tried, published, audited without signal, replaced meanwhile and compared', async () => {
	test.setTimeout(240_000);
	const office = await desk.open();
	const pages = new TemplatePages(office, server.origin);
	const page = await tablet.open();
	// The tablet is set up while the office is still writing, as in life; the audit comes with its next pull.
	const [caseRef] = await Promise.all([prepare(office, pages), setUp(page)]);
	const found = await server.look(async ({ db }) => {
		const rows = await db.selectFrom('record').select(['id', 'head']).where('case_ref', '=', caseRef).execute();
		const row = must(
			rows.find(({ head }) => head.includes(id)),
			'the audit'
		);
		const record = must(await findRecord(db, { kind: 'audit', id: row.id }), 'its record').state as AuditRecord;
		return {
			id: row.id,
			head: record.head,
			template: must(await findTemplate(db, record.head.template), 'its template')
		};
	});

	const entered = new Entered();
	const audit = new AuditPages({
		...{ page, origin: server.origin, auditId: found.id, template: found.template },
		...{ about: found.head, today, entered }
	});
	const [first, closing] = found.template.sections;
	await test.step('the auditor answers it without signal', async () => {
		await tablet.goesOffline();
		await tablet.comesBack();
		await page.locator('a[href="/audits"]:visible').first().click();
		await page.getByRole('link', { name: new RegExp(caseRef) }).click({ timeout: 30_000 });
		await audit.isOnTaskList();
		await tablet.goesOffline();
		await audit.openSection(must(first, 'the first section'));
		await audit.answerSection(must(first, 'the first section'));
	});
	await test.step('meanwhile a second version replaces it, and the two are compared', () => replace(office, pages));
	await test.step('the auditor goes on with the version the audit began with', async () => {
		await audit.openSection(must(closing, 'the closing section'));
		await audit.answerSection(must(closing, 'the closing section'));
		await tablet.comesBack();
		await audit.tablet.sendsAll();
		const { head, answers } = await auditNow(found.id);
		expect(head.template).toEqual({ id, ver: 1 });
		expect(answers).toMatchObject(Object.fromEntries(entered.answers));
	});
	await test.step('the QA manager sees what the newer version would change in it, and moves it', async () => {
		await office.goto(`${server.origin}/templates/${id}`);
		await office.getByRole('link', { name: 'See what a newer version would change in them' }).click();
		await office.getByRole('link', { name: new RegExp(caseRef) }).click();
		await expect(office.getByRole('heading', { name: `${caseRef}: from version 1 to 2` })).toBeVisible();
		await expectAccessible(office, 'upgrade');
		await takePicture(office, 'template-upgrade');
		await office.getByRole('button', { name: 'Move this audit to version 2' }).click();
		await expect(office.getByRole('status').filter({ hasText: 'Moved to version 2.' })).toBeVisible();
		const { head, answers } = await auditNow(found.id);
		expect(head).toMatchObject({ template: { id, ver: 2 }, earlier: [{ id, ver: 1 }] });
		expect(answers['S1.1']).toEqual(entered.answers.get('S1.1'));
		await server.look(async ({ db }) => expect(await verifyLog(db)).toMatchObject({ ok: true }));
	});
});

async function prepare(office: Page, pages: TemplatePages): Promise<string> {
	await test.step('the QA manager writes a template from nothing', () => write(office, pages));
	await test.step('tries it out as on a phone', () => tryOut(office));
	await test.step('publishes it', async () => {
		await office.goto(`${server.origin}/templates/${id}/edit`);
		await pages.publish('The first version', async () => {
			await expectAccessible(office, 'publish');
			await takePicture(office, 'template-publish');
		});
	});
	return test.step('draws a sample for it and gives it out', () => giveOut(office));
}

async function setUp(page: Page): Promise<void> {
	await signIn(page, server.origin, 'auditor', '/set-up');
	await new TabletPages(page, server.origin).setUp('otter weir sedge ford');
}

async function write(office: Page, pages: TemplatePages): Promise<void> {
	await signIn(office, server.origin, 'qa', '/templates');
	await expectAccessible(office, 'templates');
	await takePicture(office, 'templates');
	await pages.make(title);
	await office.getByLabel('What is it for?').fill('Whether children are seen soon after a referral, and heard.');
	await office.getByLabel('Who audits with it?').fill('Team manager');
	await pages.open(/^1 First section/);
	await office.getByLabel('Title', { exact: true }).fill('The visit');
	await office.getByLabel('One word for the list of sections').fill('Visit');
	await pages.addQuestion(section, questions.alone, 'The record says who was in the room.');
	await pages.addQuestion(section, questions.seen, 'The date of the visit stands in the record.');
	await expect(office.getByText('It can be published')).toBeVisible();
	await test.step('puts the questions in order with the keyboard', async () => {
		await pages.outline.getByRole('button', { name: `Move 1.2 ${questions.seen}` }).press('ArrowUp');
		await expect(pages.outline.getByRole('status').filter({ hasText: 'now 1 of 2' })).toHaveCount(1);
		await expect(pages.outline.getByRole('button', { name: `1.1 ${questions.seen}`, exact: true })).toBeVisible();
	});
	await pages.open(new RegExp(`^1.1 ${questions.seen.slice(0, 20)}`));
	await pages.unfold('Alerts');
	await office.getByRole('button', { name: 'Add an alert' }).click();
	await expect(office.getByText('Say which answer raises this alert')).toBeVisible();
	await office.getByRole('group', { name: 'When the answer is' }).getByLabel('No', { exact: true }).check();
	await office.getByLabel('It is in the dip sample too').check();
	await pages.addQuestion(section, questions.why, 'A reason that somebody else could check.');
	await office.getByLabel('How is it answered?').selectOption({ label: 'Words' });
	await pages.unfold('When it is asked');
	await office.getByLabel('Only when …').check();
	await office.getByLabel('What', { exact: true }).selectOption({ label: `1.1 ${questions.seen}` });
	await office.getByRole('group', { name: 'Any of these' }).getByLabel('No', { exact: true }).check();
	await pages.isSaved();
	await expectAccessible(office, 'writing a template');
	await takePicture(office, 'template-writing');
	await test.step('puts them in order with the mouse', async () => {
		const handle = pages.outline.getByRole('button', { name: /^Move 1.3/ });
		const target = pages.outline.getByRole('button', { name: /^Move 1.2/ });
		await handle.hover();
		await office.mouse.down();
		const box = must(await target.boundingBox(), 'a row');
		await office.mouse.move(box.x + box.width / 2, box.y + 4, { steps: 5 });
		await office.mouse.up();
		await expect(pages.outline.getByRole('button', { name: `1.2 ${questions.why}`, exact: true })).toBeVisible();
	});
	await pages.isSaved();
}

async function tryOut(office: Page): Promise<void> {
	await office.getByRole('button', { name: 'Try it out' }).click();
	await office.getByRole('radio', { name: 'Phone' }).check();
	const phone = office.frameLocator('iframe');
	await expect(phone.getByRole('heading', { name: title })).toBeVisible();
	await phone.getByRole('group', { name: 'Question 1.1' }).getByLabel('Yes', { exact: true }).check();
	await expect(phone.getByRole('group', { name: 'Question 1.2' })).toHaveCount(0);
	await phone.getByRole('group', { name: 'Question 1.1' }).getByLabel('No', { exact: true }).check();
	await expect(phone.getByRole('group', { name: 'Question 1.2' })).toBeVisible();
	await expect(phone.getByText('Action wanted on No')).toBeVisible();
	await takePicture(office, 'template-try');
}

async function giveOut(office: Page): Promise<string> {
	const sampling = new SamplingPages(office, server.origin);
	await office.goto(`${server.origin}/sampling/new`);
	await office.getByRole('link', { name: title, exact: true }).click();
	await office
		.getByLabel('How many in all')
		.or(office.getByLabel('How many', { exact: true }))
		.first()
		.fill('4');
	await office.keyboard.press('Tab');
	await sampling.draw(4);
	const [drawn] = await sampling.cases();
	const { caseRef } = must(drawn, 'a case');
	await sampling.allocate({ byHand: { caseRef, auditor }, dueOn: addDays(today, 14) });
	await sampling.send(4);
	return caseRef;
}

async function replace(office: Page, pages: TemplatePages): Promise<void> {
	await office.goto(`${server.origin}/templates/${id}`);
	await office.getByRole('button', { name: 'Write the next version' }).click();
	await pages.open(new RegExp(`^1.3 ${questions.alone.slice(0, 12)}`));
	await office.getByLabel('The question', { exact: true }).fill('Was the child seen alone, and heard?');
	await pages.addQuestion(section, 'Does the record say what the child said?', 'In their own words.');
	await pages.publish('Ask what the child said');
	await office.getByRole('link', { name: 'Compare with version 1' }).click();
	const changed = office.getByRole('article', { name: /Question changed/ });
	await expect(changed.locator('ins')).toHaveText(/alone, and heard\?/);
	await expect(office.getByRole('article', { name: /New question/ })).toBeVisible();
	await expectAccessible(office, 'compare');
	await takePicture(office, 'template-compare');
}

async function auditNow(auditId: string) {
	return server.look(async ({ db }) => {
		const { head, fields } = must(await findRecord(db, { kind: 'audit', id: auditId }), 'the audit')
			.state as AuditRecord;
		const answers = [...fields].flatMap(([key, { value }]) =>
			key.startsWith('answer/') ? [[key.slice('answer/'.length), value] as const] : []
		);
		return { head, answers: Object.fromEntries(answers) };
	});
}
