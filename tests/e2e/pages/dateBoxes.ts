import type { Locator } from '@playwright/test';

/** Types a day into the three boxes of a date; `at` tells a second date of the same group from the first. */
export async function typeDay(group: Locator, day: string, at = 0): Promise<void> {
	const [year = '', month = '', date = ''] = day.split('-');
	for (const [label, text] of [
		['Day', date],
		['Month', month],
		['Year', year]
	] as const) {
		await group
			.getByRole('textbox', { name: label, exact: true })
			.nth(at)
			.fill(String(Number(text)));
	}
}
