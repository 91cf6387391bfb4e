import { expect, type Page } from '@playwright/test';

declare global {
	interface Window {
		/** How often the number of changes that wait has gone up since it was last asked to be counted. */
		rises: number;
		watchesLine?: MutationObserver;
	}
}

/** In the page. */
function countRises(): void {
	const read = () => Number(/(\d+) waiting/.exec(document.querySelector('.sync')?.textContent ?? '')?.[1] ?? 0);
	let before = read();
	window.rises = 0;
	window.watchesLine?.disconnect();
	window.watchesLine = new MutationObserver(() => {
		const now = read();
		if (now > before) window.rises += 1;
		before = now;
	});
	window.watchesLine.observe(document, { subtree: true, childList: true, characterData: true });
}

/** What every page of a tablet has: its passphrase, its lock, and the line that says what waits. */
export class TabletPages {
	readonly page: Page;
	readonly origin: string;

	constructor(page: Page, origin: string) {
		this.page = page;
		this.origin = origin;
	}

	/** From the set-up page to Today, with words of one's own. Waits until the program itself is on the tablet. */
	async setUp(passphrase: string, onForm: () => Promise<void> = async () => undefined): Promise<void> {
		const { page } = this;
		await page.getByRole('radio', { name: /Words of your own/ }).check();
		await onForm();
		await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
		await page.getByLabel('Once more').fill(passphrase);
		await page.getByRole('button', { name: 'Set up this tablet' }).click();
		await page.getByRole('link', { name: 'Go to Today' }).click({ timeout: 60_000 });
		await this.#programIsHere();
	}

	async unlock(passphrase: string): Promise<void> {
		await this.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
		await this.page.getByRole('button', { name: 'Unlock' }).click();
		await this.page.getByLabel('Passphrase', { exact: true }).waitFor({ state: 'detached', timeout: 30_000 });
	}

	/** How many changes wait, by the line on the page. */
	async waiting(): Promise<number> {
		const words =
			(await this.page
				.getByRole('link', { name: /Saved on this|No signal\./ })
				.first()
				.textContent()) ?? '';
		return Number(/(\d+) waiting/.exec(words)?.[1] ?? 0);
	}

	/**
	 * Does something, and returns once the page has said that it is saved. The page itself watches its line: with signal a
	 * change may be saved and sent before a slow machine looks at the number again.
	 */
	async acknowledged(act: () => Promise<void>): Promise<void> {
		await this.waiting();
		await this.page.evaluate(countRises);
		await act();
		await expect.poll(() => this.page.evaluate(() => window.rises), { intervals: [20, 50, 100] }).toBeGreaterThan(0);
	}

	/** A date is typed in three boxes, and each may be a change: waits until the last of them is saved. */
	async settles(): Promise<void> {
		let before = -1;
		const isSteady = async () => {
			const now = await this.waiting();
			const steady = now === before;
			before = now;
			return steady;
		};
		await expect.poll(isSteady, { intervals: [100] }).toBe(true);
	}

	/** With signal again: asks to send now, and waits until nothing waits any more. */
	async sendsAll(): Promise<void> {
		await this.openWaiting();
		const empty = this.page.getByRole('heading', { name: 'Nothing waits to be sent' });
		const tryNow = this.page.getByRole('button', { name: 'Try now' });
		await expect(empty.or(tryNow)).toBeVisible();
		if (await tryNow.isVisible()) await tryNow.click().catch(() => undefined);
		await expect(empty).toBeVisible({ timeout: 60_000 });
		expect(await this.waiting()).toBe(0);
	}

	async openWaiting(): Promise<void> {
		await this.page.locator('a[href="/waiting"]:visible').first().click();
		await expect(this.page.getByRole('heading', { name: 'Waiting to send', level: 1 })).toBeVisible();
	}

	async #programIsHere(): Promise<void> {
		await this.page.evaluate(async () => {
			await navigator.serviceWorker.ready;
			if (navigator.serviceWorker.controller === null) {
				await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
			}
		});
	}
}
