import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
	interface Window {
		axe: { run(context: Document, options: RunOptions): Promise<AxeResults> };
	}
}

/** What axe finds serious or worse on the page as it stands, by all its rules or by these. Put into a page once. */
export async function findSerious(page: Page, rules?: string[]): Promise<string[]> {
	if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axeSource);
	const options: RunOptions = {
		resultTypes: ['violations'],
		...(rules === undefined ? {} : { runOnly: { type: 'rule', values: rules } })
	};
	const { violations } = await page.evaluate((how) => window.axe.run(document, how), options);
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`.slice(0, 300));
}
