import { expect, test, type Page } from '@playwright/test';
import { progressOf } from '#lib/domain/audits/progress.ts';
import { suggestionFor } from '#lib/domain/audits/suggestion.ts';
import { addDays, dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { insertRecord } from '#lib/server/records/records.repository.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { anAudit } from '../fixtures/records.ts';
import { Chance } from '../fuzz/Chance.ts';
import { gradeByHand } from '../scenarios/everyTemplate/gradeByHand.ts';
import { anAnswer } from '../scenarios/everyTemplate/tapThrough.ts';
import { Device } from './Browser.ts';
import { DipperServer } from './DipperServer.ts';
import { AuditPages } from './pages/AuditPages.ts';
import { Entered } from './pages/Entered.ts';
import { auditInStore } from './pages/expectInStore.ts';
import { signIn } from './pages/SignInPage.ts';
import { TabletPages } from './pages/TabletPages.ts';

/**
 * On a phone, 390 × 844: question sets chosen by a seed are tapped through from the first question to the last with
 * answers from the same seed. `DIPPER_TAP_SEED` asks for others, `DIPPER_TAP_TEMPLATES` for so many of them.
 */
const seed = Number(process.env.DIPPER_TAP_SEED ?? 417);
const count = Number(process.env.DIPPER_TAP_TEMPLATES ?? 2);
const today: Day = dayInEngland(new Date().toISOString());
const passphrase = 'otter weir sedge ford';

test('question sets chosen by a seed come to their end on a phone, at the grade worked out by hand', async () => {
	test.setTimeout(count * 240_000);
	const chance = new Chance(seed);
	const left = shippedTemplates().filter(({ family }) => family !== 'dip');
	const templates = Array.from({ length: Math.min(count, left.length) }, () =>
		must(left.splice(chance.below(left.length), 1)[0], 'a template')
	);
	const server = await DipperServer.ofMarchbrook();
	const phone = new Device('phone');
	try {
		const audits = await Promise.all(templates.map((template) => plant(server, template)));
		const page = await phone.open();
		await signIn(page, server.origin, 'auditor', '/set-up');
		await new TabletPages(page, server.origin).setUp(passphrase);
		for (const [index, template] of templates.entries())
			await test.step(template.id, () => tapThrough(page, server, must(audits[index], template.id), template, chance));
	} finally {
		await phone.throwAway();
		await server.end();
	}
});

type Planted = { readonly id: string; readonly head: ReturnType<typeof anAudit>['head'] };

/** An audit of this template for the demo's auditor. */
function plant(server: DipperServer, template: Template): Promise<Planted> {
	return server.look(async (database) => {
		const auditor = await database.db
			.selectFrom('person')
			.select('id')
			.where('username', '=', 'auditor@demo.example')
			.executeTakeFirstOrThrow();
		const id = crypto.randomUUID();
		const head = {
			...anAudit().head,
			state: 'allocated' as const,
			template: { id: template.id, ver: template.version },
			auditor: auditor.id,
			worker: null,
			caseRef: `9X-${template.id.toUpperCase()}`,
			dueOn: addDays(today, 10)
		};
		const record = { ...anAudit(), record: { kind: 'audit' as const, id }, head };
		await database.transaction((trx) => insertRecord(trx, record, Date.now()));
		return { id, head };
	});
}

async function tapThrough(page: Page, server: DipperServer, planted: Planted, template: Template, chance: Chance) {
	const entered = new Entered();
	const audit = new AuditPages({
		...{ page, origin: server.origin, auditId: planted.id, template, about: planted.head, today, entered },
		choose: (question) => anAnswer(question, chance, today)
	});
	await page.locator('a[href="/audits"]:visible').first().click();
	await page.getByRole('link', { name: new RegExp(planted.head.caseRef) }).click({ timeout: 30_000 });
	for (const section of template.sections) {
		await audit.openSection(section);
		await audit.answerSection(section);
		if (section.judgement === true) await audit.gradeOverall('Judged on what the child said and what came of it.');
		else await audit.closeSection(section);
	}
	await audit.openCheck();
	const why = page.getByLabel('Why is it not whole?');
	if (await why.isVisible()) await why.fill('The calls are made and written down tomorrow.');
	await audit.tablet.acknowledged(() => page.getByRole('button', { name: 'Submit this audit' }).click());
	await expect(page.getByRole('heading', { name: 'Submitted', level: 1 })).toBeVisible();
	await audit.tablet.sendsAll();
	await server.look(async (database) => {
		const kept = await auditInStore(database, planted.id, template);
		expect(progressOf(kept, planted.head.auditor).next, 'nothing is left to judge').toBeNull();
		expect(suggestionFor(kept, planted.head.auditor, today).suggested).toBe(
			gradeByHand({
				...{ template, facts: kept.head.case, openAlerts: kept.head.openAlerts, on: today },
				answers: new Map([...kept.answers].map(([key, { value }]) => [key, value])),
				grades: new Map([...kept.grades].map(([section, given]) => [section, given[0]?.grade ?? '']))
			})
		);
	});
}
