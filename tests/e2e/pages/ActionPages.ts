import { expect, type Page } from '@playwright/test';
import { TabletPages } from './TabletPages.ts';

type EvidenceFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** An action on a tablet or a phone: accept it, do it, or say what somebody else's work has changed. */
export class ActionPages {
	readonly tablet: TabletPages;
	readonly #page: Page;

	constructor(page: Page, origin: string) {
		this.#page = page;
		this.tablet = new TabletPages(page, origin);
	}

	/** By its row in the list of loops, as a person finds it. */
	async open(what: string): Promise<void> {
		await this.#page.locator('a[href="/actions"]:visible').first().click();
		await this.#page.getByRole('main').getByRole('link', { name: what }).first().click();
		await expect(this.#page.getByRole('heading', { name: what, level: 1 })).toBeVisible();
	}

	async accept(): Promise<void> {
		await this.tablet.acknowledged(() => this.#page.getByRole('button', { name: 'Accept this action' }).click());
	}

	/** With a file that shows it, where one is given: kept on the tablet until there is signal. */
	async complete(note: string, file?: EvidenceFile): Promise<void> {
		await this.#page.getByLabel(/What is different/).fill(note);
		if (file !== undefined) {
			await this.#page.locator('input[type="file"]').first().setInputFiles(file);
			await expect(this.#page.getByText(file.name).first()).toBeVisible();
		}
		await this.tablet.acknowledged(() => this.#page.getByRole('button', { name: 'It is done' }).click());
	}

	async verify(note: string, onForm: () => Promise<void>): Promise<void> {
		await this.#page.getByLabel(/^What is different/).fill('She knows who comes, and when.');
		await this.#page.getByLabel('What you saw, in your own words').fill(note);
		await this.#page.getByRole('radio', { name: /Yes, verified/ }).check();
		await onForm();
		await this.#page.getByRole('button', { name: 'Verify this action' }).click();
	}
}
