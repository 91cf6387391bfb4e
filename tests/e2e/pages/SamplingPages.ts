import { expect, type Page } from '@playwright/test';
import { typeDay } from './dateBoxes.ts';

export type DrawnCase = { readonly caseRef: string; readonly team: string };

/** Drawing a sample and giving it out: template, sample, allocate, due date, go. */
export class SamplingPages {
	readonly #page: Page;
	readonly #origin: string;

	constructor(page: Page, origin: string) {
		this.#page = page;
		this.#origin = origin;
	}

	async chooseTemplate(title: string): Promise<void> {
		await this.#page.goto(`${this.#origin}/sampling`);
		await this.#page.getByRole('link', { name: 'Draw a sample' }).first().click();
		await this.#page.getByRole('link', { name: title }).click();
		await expect(this.#page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
	}

	/** Child protection cases only, by team, in proportion. Each choice is counted by the office before the next. */
	async plan({ stage, by, size }: { stage: string; by: string; size: number }): Promise<void> {
		const page = this.#page;
		await page.getByText('Add a filter', { exact: true }).click();
		await page.getByRole('group', { name: 'Stage' }).getByLabel(stage, { exact: true }).check();
		await page.waitForURL(/stage=/);
		await page.getByLabel('Groups by').selectOption({ label: by });
		await page.waitForURL(/by=team/);
		await page.getByRole('group', { name: 'How many of each' }).getByLabel('In proportion').check();
		await page.getByLabel('How many in all').fill(String(size));
		await page.getByLabel('How many in all').press('Tab');
		await page.getByText('Add a filter', { exact: true }).click();
	}

	/** The seed, as the page says it before anyone has seen a case. */
	async seed(): Promise<string> {
		const sentence = this.#page.getByText(/set before anyone saw a case/);
		await expect(sentence).toBeVisible();
		return /Seed\s+(\S+?),/.exec((await sentence.innerText()).trim())?.[1] ?? '';
	}

	async draw(size: number): Promise<void> {
		await this.#page.getByRole('button', { name: `Draw ${size} cases` }).click();
		await expect(this.#page.getByRole('region', { name: 'In the order drawn', exact: true })).toBeVisible();
	}

	async cases(): Promise<DrawnCase[]> {
		const table = this.#page.getByRole('table', { name: 'Cases in the order drawn', exact: true });
		const headings = await table.getByRole('columnheader').allInnerTexts();
		const team = headings.findIndex((heading) => heading.trim() === 'Team');
		const rows = await table
			.getByRole('row')
			.filter({ has: this.#page.getByRole('rowheader') })
			.all();
		return Promise.all(
			rows.map(async (row) => ({
				caseRef: (await row.getByRole('rowheader').innerText()).trim(),
				team: (
					await row
						.getByRole('cell')
						.nth(team - 1)
						.innerText()
				).trim()
			}))
		);
	}

	/** The statement of how they were drawn, read and left again. */
	async statement(read: (words: string) => Promise<void>): Promise<void> {
		await this.#page.getByRole('link', { name: 'Statement to print' }).click();
		await expect(this.#page.getByRole('heading', { name: 'How these cases were chosen' })).toBeVisible();
		await read(await this.#page.getByRole('main').innerText());
		await this.#page.getByRole('link', { name: 'The sample' }).click();
	}

	/** Shared out by the rule, then one case by hand, all due on one day. Nothing is sent yet. */
	async allocate({ byHand, dueOn }: { byHand: { caseRef: string; auditor: string }; dueOn: string }): Promise<void> {
		const page = this.#page;
		await page.getByRole('link', { name: /^Allocate \d+ cases/ }).click();
		await page.getByRole('button', { name: 'Everyone' }).click();
		await page.getByRole('button', { name: 'Share out evenly' }).click();
		await expect(page.getByRole('heading', { name: /^All \d+ have an auditor/ })).toBeVisible();
		await page.getByLabel(`Auditor of ${byHand.caseRef}`).selectOption({ label: byHand.auditor });
		await expect(page.getByLabel(`Auditor of ${byHand.caseRef}`).locator('option:checked')).toHaveText(byHand.auditor);
		await typeDay(page.getByRole('group', { name: 'Due date' }), dueOn);
	}

	async send(count: number): Promise<void> {
		await this.#page.getByRole('button', { name: `Send ${count} audits out` }).click();
		await expect(this.#page.getByRole('status').filter({ hasText: 'It has gone out.' })).toBeVisible();
	}
}
