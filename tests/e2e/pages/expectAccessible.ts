import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Axe finds nothing serious on the page as it stands now; `where` names it in the failure, which does not stop the journey. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
	await expect(page.getByRole('main')).toBeVisible();
	await expect(page).toHaveTitle(/./);
	const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
	const found = violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
	expect.soft(found, `axe on ${where}`).toEqual([]);
}
