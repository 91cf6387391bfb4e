import type { Page } from '@playwright/test';
import { findSerious } from './axe.ts';
import { sizes } from './Browser.ts';
import { walkByKeyboard } from './walkByKeyboard.ts';

/** WCAG 1.4.10 at 400 %: a 1280 × 1024 window zoomed in so far is this wide and this high. */
const zoomed = { width: 320, height: 256 };

/** Every size and both schemes; what differs by scheme alone is asked alone the second time. */
const looks: readonly { size: keyof typeof sizes; scheme: 'light' | 'dark'; rules?: string[] }[] = [
	{ size: 'phone', scheme: 'light' },
	{ size: 'tablet', scheme: 'dark', rules: ['color-contrast', 'target-size', 'scrollable-region-focusable'] },
	{ size: 'desktop', scheme: 'light' }
];

/** What a browser says when a request it was asked to make is refused on purpose; everything else is a fault of ours. */
const expected = /Failed to load resource: the server responded with a status of (401|404)/;

/** Collects what a page complains of while it is looked at. */
export function listenTo(page: Page): string[] {
	const said: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error' && !expected.test(message.text())) said.push(message.text());
	});
	page.on('pageerror', (error) => said.push(error.message));
	return said;
}

/** Everything wrong with the page that is open, at three sizes, in light and in dark, at 400 % and by keyboard. */
export async function judgePage(page: Page, where: string): Promise<string[]> {
	const wrong: string[] = [];
	const title = await page.title();
	if (!/Dipper/.test(title) || title.startsWith('undefined')) wrong.push(`its title is “${title}”`);
	for (const { size, scheme, rules } of looks) {
		const at = `${size}, ${scheme}`;
		await page.setViewportSize(sizes[size]);
		await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
		const serious = await findSerious(page, rules);
		wrong.push(...serious.map((one) => `${at}: ${one}`), ...(await overflow(page, at)));
		const headings = await page.locator('h1').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
		if (headings !== 1) wrong.push(`${at}: ${String(headings)} h1`);
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(zoomed);
	wrong.push(...(await overflow(page, '400 %')));
	await page.setViewportSize(sizes.desktop);
	wrong.push(...(await skipsMenus(page)), ...(await walkByKeyboard(page)));
	return wrong.map((one) => `${where}: ${one}`);
}

/** The page itself never scrolls sideways; a wide table may, in a box of its own. */
async function overflow(page: Page, at: string): Promise<string[]> {
	const over = await page.evaluate(() => {
		const wide = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= wide) return null;
		const first = [...document.querySelectorAll('main *, header *, nav *, footer *')].find(
			(one) => one.checkVisibility() && one.getBoundingClientRect().right > wide + 1
		);
		return `${String(document.documentElement.scrollWidth)} of ${String(wide)}: ${first?.tagName ?? ''}.${first?.className ?? ''}`;
	});
	return over === null ? [] : [`${at}: wider than the window, ${over}`];
}

/** The first Tab comes to the way past the menus, and Enter goes into the page; where there are no menus, straight in. */
async function skipsMenus(page: Page): Promise<string[]> {
	await page.evaluate(() => {
		(document.activeElement as HTMLElement | null)?.blur();
		document.body.tabIndex = -1;
		document.body.focus();
		document.body.removeAttribute('tabindex');
		scrollTo(0, 0);
	});
	await page.keyboard.press('Tab');
	const first = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
	const hasMenus = (await page.getByRole('navigation').count()) > 0;
	if (first !== 'Skip to the page')
		return hasMenus ? [`Tab comes to “${first.slice(0, 40)}”, not to the skip link`] : [];
	await page.keyboard.press('Enter');
	const isIn = await page.evaluate(() => document.activeElement?.closest('main, #main') !== null);
	return isIn ? [] : ['the skip link does not go into the page'];
}
