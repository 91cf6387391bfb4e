import type { Locator, Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve('docs/guide/img');

/** A picture for the guide, from the top of the page or of one part of it; written only when it is asked for: UPDATE_GUIDE=1 npx playwright test journey. */
export async function takePicture(page: Page, name: string, from?: Locator): Promise<void> {
	if (process.env.UPDATE_GUIDE !== '1') return;
	await page.getByRole('main').waitFor();
	await (from ?? page.getByRole('main')).evaluate(showTop, from === undefined);
	mkdirSync(folder, { recursive: true });
	const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
	const clip = { x: 0, y: 0, width, height: Math.min(height, width > 1_000 ? 810 : height) };
	await page.screenshot({ path: path.join(folder, `${name}.png`), clip, animations: 'disabled', caret: 'hide' });
}

/** In the page. What stands over it while scrolling takes the height of about two lines. */
function showTop(part: Element, whole: boolean): void {
	if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
	part.scrollIntoView({ block: 'start', behavior: 'instant' });
	if (whole) window.scrollTo({ top: 0, behavior: 'instant' });
	else window.scrollBy({ top: -110, behavior: 'instant' });
}
