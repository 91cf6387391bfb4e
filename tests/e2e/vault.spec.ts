import { expect, test, type Page } from '@playwright/test';
import { anAllocatedAudit } from './anAllocatedAudit.ts';
import { Device } from './Browser.ts';
import { DipperServer } from './DipperServer.ts';
import { signIn } from './pages/SignInPage.ts';
import { TabletPages } from './pages/TabletPages.ts';
import { expectNote, writeNote } from './pages/writeNote.ts';
import { asWritten, rawKeysOf } from './rawKeys.ts';

const passphrase = 'lantern copper meadow thistle';
const othersPassphrase = 'saddle amber winter quarry';
const words = {
	note: 'quillonmarsh-noted',
	draft: 'brindlewick-drafted',
	alert: 'tarnhollow-alerted',
	mine: 'wrenfallow-mine',
	crash: 'ferrowgate-crashed'
};

let server: DipperServer;
let audit: { id: string; caseRef: string };

test.beforeAll(async () => {
	server = await DipperServer.ofMarchbrook();
	audit = await server.look(anAllocatedAudit);
});
test.afterAll(() => server.end());

test('V7: after lock, sign-out and a crash no planted word and no key is in any file of the browser', async () => {
	const tablet = new Device('tablet');
	let page = await tablet.open();
	const pages = new TabletPages(page, server.origin);
	await signIn(page, server.origin, 'auditor', '/set-up');
	await pages.setUp(passphrase);
	await openAudit(page, '/CJ2');
	// Without signal nothing is sent at once, so the line that says what waits is not a passing one.
	await tablet.goesOffline();
	await pages.acknowledged(() => writeNote(page, 0, `Seen on the file: ${words.note}.`));
	await tablet.comesBack();
	await writeNote(page, 1, `Not left yet: ${words.draft}`, false);
	await page.waitForTimeout(2_500);
	await page.goto(`${server.origin}/unlock`);
	await page.getByRole('button', { name: /^Show/ }).click();
	await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
	await page.waitForTimeout(2_500);
	await openAudit(page, '/alerts/new');
	await page.getByLabel('What is the concern?').fill(`Cannot wait: ${words.alert}`);
	await page.waitForTimeout(2_500);
	await tablet.goesOffline();
	await pages.acknowledged(() => page.getByRole('button', { name: 'Raise the alert' }).click());
	await tablet.comesBack();
	const secrets = { 'a key': await rawKeysOf(page, passphrase) } as Record<string, Buffer[]>;
	expect(secrets['a key']).toHaveLength(9);
	for (const text of [...Object.values(words), audit.caseRef, passphrase]) secrets[text] = asWritten(text);
	const shares = await server.look(({ db }) => db.selectFrom('vault_share').select('secret').execute());
	secrets['the share of the server'] = shares.flatMap(({ secret }) => [
		Buffer.from(secret),
		Buffer.from(secret, 'base64')
	]);
	expect(secrets['the share of the server']).not.toEqual([]);

	await lock(page);
	await expect(page.getByText(audit.caseRef)).toHaveCount(0);
	await plantControl(page);
	await page.waitForTimeout(1_500);
	expect(tablet.filesWith(asWritten('control-word-in-plain')), 'what is kept in plain is found').not.toEqual([]);
	expect(found(tablet, secrets), 'after lock').toEqual([]);

	await page.goto(`${server.origin}/sign-out`);
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.waitForURL(/sign-in/);
	await page.waitForTimeout(1_500);
	expect(found(tablet, secrets), 'after sign-out').toEqual([]);

	await openAudit(page, '/CJ2');
	await expectNote(page, words.note);
	await expectNote(page, words.draft);
	await tablet.goesOffline();
	await pages.acknowledged(() => writeNote(page, 0, `Once more: ${words.crash}`));
	await tablet.kill();
	expect(found(tablet, secrets), 'after a crash').toEqual([]);

	page = await tablet.open();
	await openAudit(page, '/CJ2');
	await expectNote(page, words.crash);
	await tablet.close();
	expect(found(tablet, secrets), 'after closing').toEqual([]);
	await tablet.throwAway();
});

test('V5: a second person on the same tablet sees nothing of the first, and leaves it as it was', async () => {
	const tablet = new Device('tablet');
	const page = await tablet.open();
	const pages = new TabletPages(page, server.origin);
	await signIn(page, server.origin, 'auditor', '/set-up');
	await pages.setUp(passphrase);
	await openAudit(page, '/CJ2');
	await server.stop();
	await pages.acknowledged(() => writeNote(page, 2, `Only mine: ${words.mine}.`));
	await lock(page);
	await server.start();
	await page.goto(`${server.origin}/sign-out`);
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.waitForURL(/sign-in/);

	await signIn(page, server.origin, 'tm.south', '/set-up');
	await pages.setUp(othersPassphrase);
	for (const path of ['/today', '/audits', '/actions', '/waiting']) {
		await page.goto(server.origin + path);
		await pages.unlock(othersPassphrase);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		const seen = await page.locator('body').innerText();
		expect(seen, path).not.toContain(audit.caseRef);
		expect(seen, path).not.toContain(words.mine);
	}
	await page.goto(`${server.origin}/audits/${audit.id}/CJ2`);
	await pages.unlock(othersPassphrase);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	expect(await page.locator('body').innerText()).not.toContain(words.mine);

	await lock(page, othersPassphrase);
	await page.getByRole('button', { name: 'Someone else' }).click();
	await page.getByRole('button', { name: /Dana Whitlock/ }).click();
	await page.getByLabel('Passphrase', { exact: true }).fill(othersPassphrase);
	await page.getByRole('button', { name: 'Unlock' }).click();
	await expect(page.getByText(/not the passphrase|did not open|does not open/i).first()).toBeVisible();
	await page.waitForTimeout(2_000);
	await openAudit(page, '/CJ2', 'Dana Whitlock');
	await expectNote(page, words.mine);
	await tablet.throwAway();
});

test('V3: untouched for five minutes the tablet locks by itself, and the page is blank', async () => {
	const tablet = new Device('tablet');
	const page = await tablet.open();
	const pages = new TabletPages(page, server.origin);
	await signIn(page, server.origin, 'auditor', '/set-up');
	await pages.setUp(passphrase);
	await page.clock.install();
	await openAudit(page, '/CJ2');
	await expect(page.getByText(audit.caseRef).first()).toBeVisible();
	await page.clock.fastForward('04:30');
	await expect(page.getByText(audit.caseRef).first()).toBeVisible();
	await page.clock.fastForward('00:45');
	await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
	expect(await page.locator('body').innerText()).not.toContain(audit.caseRef);
	await tablet.throwAway();
});

/** By its address, which starts cold: the key is in memory only. */
async function openAudit(page: Page, part: string, who?: string): Promise<void> {
	await page.goto(`${server.origin}/audits/${audit.id}${part}`);
	await expect(page.getByLabel('Passphrase', { exact: true })).toBeVisible();
	if (who !== undefined && !(await page.getByText(who).first().isVisible())) {
		await page.getByRole('button', { name: 'Someone else' }).click();
		await page.getByRole('button', { name: new RegExp(who) }).click();
	}
	await new TabletPages(page, server.origin).unlock(passphrase);
	await expect(page.getByText(audit.caseRef).first()).toBeVisible();
}

/** Which secret lies in which file. */
function found(tablet: Device, secrets: Record<string, Buffer[]>): string[] {
	return Object.entries(secrets).flatMap(([name, needles]) =>
		tablet.filesWith(needles).map((file) => `${name} in ${file.slice(tablet.profile.length)}`)
	);
}

async function lock(page: Page, words = passphrase): Promise<void> {
	await page.goto(`${server.origin}/more`);
	await new TabletPages(page, server.origin).unlock(words);
	await page.getByRole('button', { name: 'Lock now' }).click();
	await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
}

/** A word kept in plain where work is kept sealed: if the search did not find it, finding nothing would mean nothing. */
async function plantControl(page: Page): Promise<void> {
	await page.evaluate(
		() =>
			new Promise<void>((resolve) => {
				const opening = indexedDB.open('control');
				opening.onupgradeneeded = () => void opening.result.createObjectStore('words');
				opening.onsuccess = () => {
					const writing = opening.result.transaction('words', 'readwrite', { durability: 'strict' });
					writing.objectStore('words').put('control-word-in-plain', 1);
					writing.oncomplete = () => resolve();
				};
			})
	);
}
