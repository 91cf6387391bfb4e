import { expect, type Page } from '@playwright/test';
import { findSerious } from '../axe.ts';

/** Axe finds nothing serious on the page as it stands now; `where` names it in the failure, which does not stop the journey. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
	await expect(page.getByRole('main')).toBeVisible();
	await expect(page).toHaveTitle(/./);
	expect.soft(await findSerious(page), `axe on ${where}`).toEqual([]);
}
