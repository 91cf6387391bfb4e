import { expect, test } from '@playwright/test';
import { demoPassword, DipperServer } from './DipperServer.ts';
import { HttpPerson } from './HttpPerson.ts';
import { signIn } from './pages/SignInPage.ts';

let server: DipperServer;

test.beforeAll(async () => {
	server = await DipperServer.ofMarchbrook();
});
test.afterAll(() => server.end());

test('a wrong password ten times: a wait in plain words for that name, and nobody else is kept waiting', async () => {
	const answers: { status: number; text: string }[] = [];
	for (let tries = 0; tries < 10; tries += 1) {
		const form = { username: 'moderator@demo.example', password: `not-it-${String(tries)}` };
		const answer = await new HttpPerson(server.origin).send('POST', '/sign-in', { form });
		answers.push({ status: answer.status, text: await answer.text() });
	}
	expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429, 429, 429, 429]);
	expect(answers.at(-1)?.text).toMatch(/minute/);
	const other = new HttpPerson(server.origin);
	await other.signIn('board@demo.example', demoPassword);
	expect((await other.open('/api/me')).status).toBe(200);
});

test('a sample larger than its caseload and a due date in the past are said in words, beside their fields', async () => {
	const qa = new HttpPerson(server.origin);
	await qa.signIn('qa@demo.example', demoPassword);
	const order = {
		template: 'cj-cp~1',
		name: 'Too many',
		seed: '417-heron',
		method: 'simple-random',
		months: '0',
		stage: 'child-protection'
	};
	const tooMany = await qa.send('POST', '/sampling/new?/draw&template=cj-cp~1&seed=417-heron', {
		form: { ...order, size: '2000' }
	});
	expect(tooMany.status).toBe(409);
	expect(await tooMany.text()).toMatch(/href="#how-many"|id="how-many-error"/);

	const drawn = await qa.send('POST', '/sampling/new?/draw', { form: { ...order, size: '3' } });
	const sample = drawn.headers.get('location') ?? '';
	const { person } = (await (await qa.open('/api/me')).json()) as { person: { id: string } };
	const form = { 'dueOn-day': '3', 'dueOn-month': '2', 'dueOn-year': '2020', who: person.id };
	const late = await qa.send('POST', `${sample}/allocate?/share`, { form });
	expect([400, 409]).toContain(late.status);
	expect(await late.text()).toMatch(/href="#dueOn/);
});

const notWorkbooks = [
	['a text called a workbook', Buffer.from('Dear colleague, please find attached nothing at all.')],
	['a workbook with a password', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)])],
	['an empty file', Buffer.alloc(0)],
	['a zip cut short', Buffer.from('504b0304140000000800', 'hex')]
] as const;

test('a file that is no caseload: a sentence that says what to do, and the page goes on', async ({ page }) => {
	await signIn(page, server.origin, 'qa', '/caseload/import');
	const said: string[] = [];
	for (const [name, buffer] of notWorkbooks) {
		const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
		await page
			.getByLabel('Choose the caseload, or drop it here')
			.setInputFiles({ name: 'caseload.xlsx', mimeType, buffer });
		const summary = page.getByRole('alert').filter({ hasText: /\w/ }).first();
		await expect(summary, name).toBeVisible();
		if (said.length > 0) await expect(summary, name).not.toHaveText(said.at(-1) ?? '');
		said.push((await summary.innerText()).trim());
		await expect(
			page.getByLabel('Choose the caseload, or drop it here'),
			`${name}: another can be chosen`
		).toBeAttached();
	}
	expect(new Set(said).size, `each has words of its own: ${said.join(' | ')}`).toBe(notWorkbooks.length);
});

test('a file that is chosen before the page has its script is read once it has', async ({ page }) => {
	await signIn(page, server.origin, 'qa', '/office');
	let letGo = () => {};
	const held = new Promise<void>((resolve) => (letGo = resolve));
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(`${server.origin}/caseload/import`, { waitUntil: 'commit' });
	const [, buffer] = notWorkbooks[0];
	await page
		.getByLabel('Choose the caseload, or drop it here')
		.setInputFiles({ name: 'caseload.xlsx', mimeType: 'application/octet-stream', buffer });
	letGo();
	await expect(page.getByRole('alert').filter({ hasText: /\w/ }).first()).toBeVisible();
});
