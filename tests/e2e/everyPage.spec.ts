import { existsSync } from 'node:fs';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { must } from '#lib/domain/shared/Result.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { addQuestion } from '#lib/domain/templates/editing/editDraft.ts';
import { keepDraft, newTemplate, readDraft } from '#lib/server/templates/drafts.useCases.ts';
import { judgementWords, newSectionTitle } from '#lib/ui/words/templates.ts';
import { findPersonByUsername } from '#lib/server/people/people.repository.ts';
import { drawAndKeep } from '#lib/server/samples/samples.useCases.ts';
import { makeLink } from '#lib/server/voices/feedbackLinks.useCases.ts';
import { DipperServer } from './DipperServer.ts';
import { judgePage, listenTo } from './judgePage.ts';
import { signIn } from './pages/SignInPage.ts';
import { answeredRoutes } from './routesOf.ts';
import { TabletPages } from './pages/TabletPages.ts';

const passphrase = 'lantern copper meadow thistle';
let server: DipperServer;
let found: Awaited<ReturnType<typeof findThings>>;
/** Where the tests of this file have been; the last of them looks whether a page was left out. */
const judged = new Set<string>();

test.beforeAll(async () => {
	server = await DipperServer.ofMarchbrook();
	await writeTemplate();
	found = await findThings();
});
test.afterAll(() => server.end());
test.describe.configure({ timeout: 600_000 });

test('the pages that are open to everyone', async ({ browser }) => {
	const page = await newPage(browser);
	await judgeAll(page, ['/sign-in', '/help', '/accessibility', '/set-up', '/no-such-page', `/say/${found.link}`]);
});

test('the first page of a council that has nothing yet', async ({ browser }) => {
	const empty = await DipperServer.with(() => Promise.resolve());
	const page = await newPage(browser);
	await judgeAll(page, ['/first-run'], async (to, path) => void (await to.goto(empty.origin + path)));
	await empty.end();
});

test('a password that someone else chose is changed before anything else', async ({ browser }) => {
	await server.look(({ db }) =>
		db.updateTable('person').set({ must_change: 1 }).where('username', '=', 'worker@demo.example').execute()
	);
	const page = await newPage(browser);
	await signIn(page, server.origin, 'worker', '/choose-password');
	await judgeAll(page, ['/choose-password']);
});

test('the office’s pages, as the QA manager sees them', async ({ browser }) => {
	const page = await newPage(browser);
	await signIn(page, server.origin, 'qa', '/office');
	await judgeAll(page, [
		...[
			'/overview',
			'/overview/parked',
			'/alerts',
			`/alerts/${found.alert.audit}/${found.alert.id}`,
			'/findings',
			'/findings/oversight',
			'/loops',
			'/loops?choose=yes&show=overdue',
			`/loops/${found.action}`,
			'/cases',
			`/cases/${found.submitted}`,
			`/cases/${found.submitted}/ask`
		],
		...[
			'/caseload',
			'/caseload/import',
			'/caseload/marks',
			'/sampling',
			'/sampling/new',
			'/sampling/new?template=cj-cp~1'
		],
		...['/templates/bring-in', '/templates/t29/take-out'],
		...[`/sampling/${found.sample}`, `/sampling/${found.sample}/statement`, `/sampling/${found.drawn}/allocate`],
		...['/plan', '/plan/new', '/plan/bring-in', `/plan/${found.plan}`],
		...['exceptions', 'risks', 'keep', `items/${found.planItem}`, 'items/new'].map((at) => `/plan/${found.plan}/${at}`),
		...['/office', '/sign-ins', '/sign-out'],
		...['/programme', '/programme/late', '/programme/calendar', '/programme/auditors', '/programme/themed'],
		...['/programme/themed?template=t07', '/programme/activities/new', `/programme/auditors/${found.person}`],
		...['/templates', '/templates?q=plans', '/templates/new', '/templates/t29', '/templates/t29/compare'],
		...['/templates/t29/preview', '/templates/t29/retire', '/templates/t29/upgrade', '/templates/own-tried/edit'],
		`/templates/cj-cp/upgrade/${found.allocated}`,
		...['/templates/own-tried/edit#grading', '/templates/own-tried/edit#S1.1', '/templates/own-tried/publish']
	]);
});

test('an auditor’s tablet', async ({ browser }) => {
	const page = await newPage(browser);
	await signIn(page, server.origin, 'auditor', '/set-up');
	await new TabletPages(page, server.origin).setUp(passphrase);
	await judgeAll(
		page,
		[
			...['/today', '/audits', `/audits/${found.allocated}`, `/audits/${found.allocated}/CJ0`],
			...['/CJ1', '/CJ2', '/check', '/alerts/new', '/voices', '/voices/child', '/voices/parent'].map(
				(part) => `/audits/${found.allocated}${part}`
			),
			...['/voices/practitioner', '/conversation', '/reply'].map((part) => `/audits/${found.allocated}${part}`),
			`/audits/${found.alert.audit}/alerts/${found.alert.id}`,
			`/audits/${found.submittedByAuditor}/submitted`,
			...[
				'/samples',
				'/actions',
				'/moderation',
				'/moderation/00000000-0000-4000-8000-000000000000',
				'/waiting',
				'/waiting/safe',
				'/more',
				'/offline',
				'/audits/00000000-0000-4000-8000-000000000000'
			]
		],
		walk
	);
	await page.goto(`${server.origin}/unlock`);
	await judgeAll(page, ['/unlock']);
});

test('the tablets of a service manager and of a team manager', async ({ browser }) => {
	for (const [who, paths] of [
		['sm', ['/today', `/samples/${found.dipSample}`, '/samples']],
		['tm.north', ['/today', '/actions', `/actions/${found.northAction}`, '/audits']]
	] as const) {
		const page = await newPage(browser);
		await signIn(page, server.origin, who, '/set-up');
		await new TabletPages(page, server.origin).setUp(passphrase);
		await judgeAll(page, paths, walk);
		await page.context().close();
	}
});

test('people and teams, as the administrator sees them', async ({ browser }) => {
	const page = await newPage(browser);
	await signIn(page, server.origin, 'admin', '/people');
	await judgeAll(page, [
		...['/people', '/people/new', `/people/${found.person}`, '/teams', '/teams/new', `/teams/${found.team}`],
		...[
			'/settings',
			'/settings/publishing',
			'/settings/files',
			'/backups',
			'/tablets',
			`/tablets/${await server.look(({ db }) => firstId(db.selectFrom('device').select('id')))}`,
			`/teams/services/${found.service}`,
			'/tablets/rescue',
			'/teams/services/new',
			'/loops',
			'/cases/00000000-0000-4000-8000-000000000000'
		]
	]);
});

test('no page of the program was left out', () => {
	const pages = answeredRoutes().filter(({ route, act }) => act === 'open' && hasPage(route));
	const missed = pages.filter(({ route }) => ![...judged].some((path) => patternOf(route).test(path)));
	expect(missed.map(({ route }) => route)).toEqual([]);
});

/** Some addresses only lead on to others. */
function hasPage(route: string): boolean {
	return existsSync(`src/routes${route}/+page.svelte`);
}

function patternOf(route: string): RegExp {
	const parts = route.split('/').filter((part) => part !== '' && !/^\(.*\)$/.test(part));
	return new RegExp(`^/${parts.map((part) => (part.startsWith('[') ? '[^/]+' : part)).join('/')}$`);
}

async function newPage(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London' });
	return context.newPage();
}

async function judgeAll(page: Page, paths: readonly string[], go = open): Promise<void> {
	const said = listenTo(page);
	for (const path of paths) {
		await go(page, path);
		judged.add(path.split('?')[0] ?? path);
		await page.locator('h1').first().waitFor();
		await page.waitForTimeout(250);
		const wrong = await judgePage(page, path);
		// The browser says of a page that is refused, or not there, that it is: that is what was asked for.
		const told = said.splice(0).filter((words) => !/status of 40[34]/.test(words));
		expect.soft([...wrong, ...told.map((words) => `${path}: says “${words}”`)]).toEqual([]);
	}
}

async function open(page: Page, path: string): Promise<void> {
	await page.goto(server.origin + path);
}

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

/** The demo's one child who is on somebody's mind today. */
async function anAlert(db: Database['db']): Promise<{ audit: string; id: string }> {
	const row = await db
		.selectFrom('record_history')
		.select(['id', 'key'])
		.where('name', '=', 'alert.raise')
		.executeTakeFirstOrThrow();
	return { audit: row.id, id: row.key.slice('alert/'.length) };
}

/** A template of the council's own that is being written, with one question that is not whole yet. */
async function writeTemplate(): Promise<void> {
	await server.look(async (database) => {
		const person = must(await findPersonByUsername(database.db, 'qa@demo.example'), 'the QA manager');
		const acting = { database, person, now: Date.now() };
		const words = { sectionTitle: newSectionTitle, judgement: judgementWords };
		await newTemplate(acting, { title: 'Tried', way: 'by-sections', words });
		const { draft, revision } = await readDraft(acting, 'own-tried');
		const question = { id: 'S1.1', number: '', text: '', kind: 'ynp' as const, guidance: '' };
		const whole = { ...question, alerts: [], dip: false, optional: false, themes: [] };
		await keepDraft(acting, 'own-tried', { revision, draft: addQuestion(draft, 'S1', whole) });
	});
}

/** Things of the demo that these pages can be shown with. */
async function findThings() {
	return server.look(async (database) => {
		const { db } = database;
		const person = async (username: string) =>
			(
				await db
					.selectFrom('person')
					.select('id')
					.where('username', '=', `${username}@demo.example`)
					.executeTakeFirstOrThrow()
			).id;
		const [auditor, sm, north] = [await person('auditor'), await person('sm'), await person('tm.north')];
		const records = await db.selectFrom('record').selectAll().execute();
		const one = (what: string, is: (row: (typeof records)[number]) => boolean) => must(records.find(is), what).id;
		const samples = await db.selectFrom('sample').selectAll().execute();
		return {
			person: auditor,
			team: await firstId(db.selectFrom('team').select('id')),
			alert: await anAlert(db),
			submitted: one('a submitted audit', ({ kind, state }) => kind === 'audit' && state === 'submitted'),
			allocated: one(
				'an audit to do',
				(row) =>
					row.kind === 'audit' && row.state === 'allocated' && row.auditor_id === auditor && row.head.includes('"cj-')
			),
			action: one('an action', ({ kind }) => kind === 'action'),
			northAction: one(
				'an action of the north',
				(row) => row.kind === 'action' && row.owner_id === north && row.state !== 'closed'
			),
			sample: must(samples[0], 'a sample').id,
			drawn: await drawOne(database),
			link: await aLink(
				database,
				one('an audit that a parent is asked about', ({ kind, state }) => kind === 'audit' && state === 'begun')
			),
			service: await firstId(db.selectFrom('service').select('id')),
			submittedByAuditor: one(
				'a submitted audit of the auditor',
				(row) => row.kind === 'audit' && row.state === 'submitted' && row.auditor_id === auditor
			),
			...(await aPlan(db)),
			dipSample: must(
				records.find((row) => row.kind === 'audit' && row.auditor_id === sm && row.sample_id !== null)?.sample_id ??
					undefined,
				'a dip sample'
			)
		};
	});
}

/** The demo's improvement plan, and the action of it with the most to show. */
async function aPlan(db: Database['db']): Promise<{ plan: string; planItem: string }> {
	const item = await db.selectFrom('plan_item').selectAll().where('ref', '=', '2.1').executeTakeFirstOrThrow();
	return { plan: item.plan_id, planItem: item.id };
}

async function firstId(ids: { executeTakeFirstOrThrow(): Promise<{ readonly id: string }> }): Promise<string> {
	return (await ids.executeTakeFirstOrThrow()).id;
}

/** The address of a form that a parent has not used yet. */
async function aLink(database: Database, auditId: string): Promise<string> {
	const person = must(await findPersonByUsername(database.db, 'qa@demo.example'), 'the QA manager');
	return (await makeLink({ database, person, now: Date.now() }, { auditId, asks: 'parent' })).token;
}

/** A sample that nobody has been given. */
async function drawOne(database: Database): Promise<string> {
	const person = must(await findPersonByUsername(database.db, 'qa@demo.example'), 'the QA manager');
	const acting = { database, person, now: Date.now() };
	const method = { kind: 'simple-random', size: 5 };
	const rule = { filters: [], exclusions: [], onePerHousehold: true, isReaudit: false, method };
	const order = { name: 'Plans, to be allocated', template: { id: 't07', ver: 1 }, rule, seed: '417-heron' };
	const drawn = await drawAndKeep(acting, order);
	if (!drawn.ok) throw new Error(drawn.problem.code);
	return drawn.value.id;
}
