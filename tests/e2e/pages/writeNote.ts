import { expect, type Page } from '@playwright/test';

const label = /^(What in the record shows this|Why does it not apply)\?/;

/** In the note of the question at that place, opened where it is not open yet. */
export async function writeNote(page: Page, at: number, text: string, andLeave = true): Promise<void> {
	const sheet = page.getByRole('group', { name: /^Question / }).nth(at);
	const add = sheet.getByRole('button', { name: /Add a note/ });
	if (await add.isVisible()) await add.click();
	const box = sheet.getByLabel(label);
	await box.fill(text);
	if (andLeave) await box.blur();
}

/** Some note on the page has this word, recorded or offered again as a draft. */
export async function expectNote(page: Page, word: string): Promise<void> {
	const boxes = page.getByLabel(label);
	await expect
		.poll(async () => (await boxes.evaluateAll((all) => all.map((box) => (box as HTMLTextAreaElement).value))).join())
		.toContain(word);
}
