import { expect, type Page } from '@playwright/test';
import { typeDay } from './dateBoxes.ts';

/** Bringing a caseload in: choose a file, see what it is, accept it. */
export class CaseloadPage {
	readonly #page: Page;
	readonly #origin: string;
	/** Milliseconds until a reading or a taking is given up. */
	readonly #patience: number;

	constructor(page: Page, origin: string, patience = 60_000) {
		this.#page = page;
		this.#origin = origin;
		this.#patience = patience;
	}

	async openImport(): Promise<void> {
		await this.#page.goto(`${this.#origin}/caseload`);
		await this.#page.getByRole('link', { name: 'Import a caseload' }).click();
		await expect(this.#page.getByRole('heading', { name: 'Import a caseload', level: 1 })).toBeVisible({
			timeout: this.#patience
		});
	}

	/** Until the page says what it has read. The reading may be too quick to be seen; where it is not, it has a bar. */
	async read(file: string, takenOn?: string): Promise<{ readonly children: number; readonly sawProgress: boolean }> {
		const page = this.#page;
		if (takenOn !== undefined)
			await typeDay(page.getByRole('group', { name: 'The day this caseload was true' }), takenOn);
		const bar = page.getByRole('progressbar', { name: 'How much is read' }).waitFor({ timeout: this.#patience });
		const seen = bar.then(
			() => true,
			() => false
		);
		await page.getByLabel('Choose the caseload, or drop it here').setInputFiles(file);
		const accept = page.getByRole('button', { name: /^Accept these/ }).first();
		await accept.waitFor({ timeout: this.#patience });
		const sawProgress = await Promise.race([seen, accept.isVisible().then(() => false)]);
		const words = (await accept.textContent()) ?? '';
		return { children: Number(words.replaceAll(/\D/g, '')), sawProgress };
	}

	/** What changes from the last import: "New" → 5000. */
	async difference(): Promise<Record<string, number>> {
		const region = this.#page.getByRole('region', { name: 'What changes from the last import' });
		const lines = await region.locator('summary, .none').allInnerTexts();
		return Object.fromEntries(
			lines.map((line) => {
				const [, heading = '', count = ''] = /^(.*?)\s*([\d,]+|none)$/s.exec(line.trim()) ?? [];
				return [heading.trim(), count === 'none' ? 0 : Number(count.replaceAll(',', ''))];
			})
		);
	}

	async accept(): Promise<void> {
		await this.#page
			.getByRole('button', { name: /^Accept these/ })
			.first()
			.click();
		await expect(this.#page.getByRole('status').filter({ hasText: 'are now the caseload' })).toBeVisible({
			timeout: this.#patience
		});
	}
}
