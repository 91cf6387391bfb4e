import type { CDPSession, Page } from '@playwright/test';
import { auditor } from './benchStore.ts';

/** Signs in with signal, sets the tablet up, and waits until everything that is the auditor's has come. */
export async function setUpTablet(page: Page, origin: string): Promise<void> {
	await page.goto(`${origin}/sign-in?next=/set-up`);
	await page.fill('#username', auditor.username);
	await page.fill('#password', auditor.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.getByText('Words of your own').click();
	await page.fill('#passphrase', auditor.passphrase);
	await page.fill('#again', auditor.passphrase);
	await page.selectOption('#lock-minutes', '15');
	await page.getByRole('button', { name: 'Set up this tablet' }).click();
	await page.getByText('This tablet is ready').waitFor({ timeout: 120_000 });
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.goto(`${origin}/unlock`);
	await unlock(page);
}

/** From the unlock page to the page it leads to. */
export async function unlock(page: Page): Promise<void> {
	await page.fill('#passphrase', auditor.passphrase);
	await page.locator('#passphrase').press('Enter');
	await page.locator('h1').filter({ hasNotText: 'Unlock' }).first().waitFor({ timeout: 60_000 });
}

/** A tablet's processor is taken to be a quarter as fast as this machine's. */
export async function slowDown(page: Page, times: number): Promise<CDPSession> {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: times });
	return session;
}
