import { expect, type Locator, type Page } from '@playwright/test';

/** Writing a template at a desk: library, outline, questions, publishing. */
export class TemplatePages {
	readonly page: Page;
	readonly #origin: string;

	constructor(page: Page, origin: string) {
		this.page = page;
		this.#origin = origin;
	}

	async make(title: string): Promise<void> {
		await this.page.goto(`${this.#origin}/templates`);
		await this.page.getByRole('link', { name: 'Make a new template' }).click();
		await this.page.getByLabel('What is it called?').fill(title);
		await this.page.getByRole('button', { name: 'Make it and write the questions' }).click();
		await expect(this.page.getByRole('heading', { name: 'About it', exact: true })).toBeVisible();
	}

	get outline(): Locator {
		return this.page.getByRole('navigation', { name: 'Parts of this template' });
	}

	async open(name: string | RegExp): Promise<void> {
		await this.outline.getByRole('button', { name }).click();
	}

	async addQuestion(section: string, text: string, guidance: string): Promise<void> {
		await this.outline.getByRole('button', { name: `Add a question to ${section}` }).click();
		await this.page.getByLabel('The question', { exact: true }).fill(text);
		await this.page.getByLabel('What good looks like', { exact: true }).fill(guidance);
	}

	/** Opens one of the parts of a question that stand folded. */
	async unfold(label: string): Promise<void> {
		const part = this.page.locator('details', { has: this.page.locator('summary', { hasText: label }) }).first();
		if ((await part.getAttribute('open')) === null) await part.locator('summary').first().click();
	}

	async isSaved(): Promise<void> {
		await expect(this.page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
	}

	async publish(note: string, before: () => Promise<void> = async () => undefined): Promise<void> {
		await this.page.getByRole('button', { name: 'Publish', exact: true }).click();
		await this.page.getByLabel('What changed, and why?').fill(note);
		await before();
		await this.page.getByRole('button', { name: 'Publish this version' }).click();
		await expect(this.page.getByRole('status').filter({ hasText: 'Published.' })).toBeVisible();
	}
}
