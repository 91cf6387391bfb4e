import { expect, type Locator, type Page } from '@playwright/test';

/** More than any page has controls. */
const most = 260;

/** Someone without a mouse: Tab, the arrows, letters and Enter, and nothing else. */
export class Keys {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	/** Tab from where the focus is until it stands on what is named; of a group of radios, on any of them. */
	async to(target: Locator): Promise<void> {
		const one = target.first();
		await expect(one).toBeVisible();
		for (let presses = 0; presses < most; presses += 1) {
			if (await one.evaluate(hasFocus)) return;
			await this.#page.keyboard.press('Tab');
		}
		throw new Error(`Tab never comes to ${String(target)}`);
	}

	async write(box: Locator, text: string): Promise<void> {
		await this.to(box);
		await this.#page.keyboard.press('ControlOrMeta+A');
		await this.#page.keyboard.type(text);
	}

	async press(button: Locator): Promise<void> {
		await this.to(button);
		await this.#page.keyboard.press('Enter');
	}

	/** Into the group by Tab, to the tile by the arrows. */
	async choose(radio: Locator): Promise<void> {
		await this.to(radio);
		for (let presses = 0; presses < 12 && !(await radio.isChecked()); presses += 1)
			await this.#page.keyboard.press(
				(await radio.evaluate((one) => one === document.activeElement)) ? 'Space' : 'ArrowDown'
			);
		await expect(radio).toBeChecked();
	}
}

/** In the page. */
function hasFocus(one: Element): boolean {
	const at = document.activeElement;
	if (one === at) return true;
	const isRadio = (element: Element | null) => element instanceof HTMLInputElement && element.type === 'radio';
	return isRadio(one) && isRadio(at) && (one as HTMLInputElement).name === (at as HTMLInputElement).name;
}
