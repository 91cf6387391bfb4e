import type { Page } from '@playwright/test';
import { demoPassword } from '../DipperServer.ts';

/** Signs one of the demo's people in and waits for the page they asked for. */
export async function signIn(page: Page, origin: string, username: string, next: string): Promise<void> {
	await page.goto(`${origin}/sign-in?next=${encodeURIComponent(next)}`);
	await page.getByLabel('Sign-in name').fill(`${username}@demo.example`);
	await page.getByLabel('Password', { exact: true }).fill(demoPassword);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(`${origin}${next}`);
}
