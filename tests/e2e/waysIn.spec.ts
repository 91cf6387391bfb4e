import { expect, test, type Page } from '@playwright/test';
import { Device } from './Browser.ts';
import { DipperServer } from './DipperServer.ts';
import { signIn } from './pages/SignInPage.ts';
import { TabletPages } from './pages/TabletPages.ts';
import { asWritten } from './rawKeys.ts';

const passphrase = 'lantern copper meadow thistle';
const pin = '407316';
let server: DipperServer;

test.beforeAll(async () => {
	server = await DipperServer.ofMarchbrook();
});
test.afterAll(() => server.end());

async function aSetUpTablet(): Promise<{ tablet: Device; page: Page; pages: TabletPages }> {
	const tablet = new Device('tablet');
	const page = await tablet.open();
	const pages = new TabletPages(page, server.origin);
	await signIn(page, server.origin, 'auditor', '/set-up');
	await pages.setUp(passphrase);
	return { tablet, page, pages };
}

/** By a link, as one goes about on a tablet: an address typed in would start anew. */
async function toMore(page: Page): Promise<void> {
	await page.locator('a[href="/more"]:visible').first().click();
	await expect(page.getByRole('heading', { name: 'More', level: 1 })).toBeVisible();
}

test('V2: the screen lock is enrolled with the passphrase, and opens the tablet without signal', async () => {
	const { tablet, page } = await aSetUpTablet();
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('WebAuthn.enable');
	await cdp.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			ctap2Version: 'ctap2_1',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			hasPrf: true
		}
	});
	await toMore(page);
	await page.getByRole('button', { name: 'Unlock with this tablet’s screen lock' }).click();
	await page.getByLabel('Your passphrase', { exact: true }).fill(passphrase);
	await page.getByRole('button', { name: 'Use the screen lock' }).click();
	await expect(page.getByText(/screen lock opens Dipper/).first()).toBeVisible({ timeout: 30_000 });
	await page.getByRole('button', { name: 'Lock now' }).click();
	await server.stop();
	await page.getByRole('button', { name: 'Use this tablet’s screen lock' }).click();
	await page.waitForURL(/\/today/, { timeout: 30_000 });
	await server.start();
	await tablet.throwAway();
});

test('V3: a PIN opens the page that is still running, and five wrong ones close it', async () => {
	const { tablet, page, pages } = await aSetUpTablet();
	await toMore(page);
	await page.getByRole('button', { name: 'Choose a PIN' }).click();
	await page.getByLabel('Your passphrase', { exact: true }).fill(passphrase);
	await page.getByLabel('A PIN of six digits').fill(pin);
	await page.getByLabel('The PIN once more').fill(pin);
	await page.getByRole('button', { name: 'Use this PIN' }).click();
	await expect(page.getByText('A PIN unlocks Dipper until you close it.')).toBeVisible({ timeout: 30_000 });
	const lock = () => page.getByRole('button', { name: 'Lock now' }).click();
	const write = async (digits: string) => {
		await page.getByLabel('PIN', { exact: true }).fill(digits);
		await page.getByRole('button', { name: 'Unlock', exact: true }).click();
	};
	await lock();
	await write(pin);
	await expect(page.getByRole('heading', { name: 'More', level: 1 })).toBeVisible({ timeout: 30_000 });
	expect(tablet.filesWith(asWritten(pin)), 'no file of the browser has the PIN').toEqual([]);

	await lock();
	for (let left = 4; left > 0; left -= 1) {
		await write('999998');
		await expect(page.getByText(new RegExp(`${left} (try|tries) left`))).toBeVisible({ timeout: 30_000 });
	}
	await write('999998');
	await pages.unlock(passphrase);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await tablet.throwAway();
});

test('V2, V7: signed in, it opens without a passphrase; a lock holds; the server’s half is in no file', async () => {
	const { tablet, page } = await aSetUpTablet();
	const open = page.getByRole('button', { name: 'Open – you are signed in' });
	await page.waitForTimeout(2_000);
	await page.goto(`${server.origin}/today`);
	await open.click({ timeout: 30_000 });
	await page.waitForURL(/\/today/, { timeout: 30_000 });
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 30_000 });
	await expect(open).toHaveCount(0);
	const shares = await server.look(({ db }) => db.selectFrom('vault_share').select('secret').execute());
	expect(shares.length).toBeGreaterThan(0);
	const halves = shares.flatMap(({ secret }) => [Buffer.from(secret), Buffer.from(secret, 'base64')]);
	await page.waitForTimeout(1_500);
	expect(tablet.filesWith(halves), 'no file of the browser has the share').toEqual([]);

	await toMore(page);
	await page.getByRole('button', { name: 'Lock now' }).click();
	await expect(page.getByLabel('Passphrase', { exact: true })).toBeVisible();
	await page.waitForTimeout(2_000);
	await expect(open).toHaveCount(0);
	await tablet.throwAway();
});
