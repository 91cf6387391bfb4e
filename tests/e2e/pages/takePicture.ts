import type { Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve('docs/guide/img');

/** A picture for the guide, written only when it is asked for: UPDATE_GUIDE=1 npx playwright test journey. */
export async function takePicture(page: Page, name: string): Promise<void> {
	if (process.env.UPDATE_GUIDE !== '1') return;
	mkdirSync(folder, { recursive: true });
	await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}
