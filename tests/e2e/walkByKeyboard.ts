import type { Page } from '@playwright/test';

/** More than any page has, so that a page which traps the focus ends too. */
const most = 600;

/**
 * Tab from the top of the page to its end, as someone without a mouse goes: every control is come to, in the order in
 * which it is read, is seen to have the focus, and lets go of it. Returns what is wrong, in words.
 */
export async function walkByKeyboard(page: Page): Promise<string[]> {
	const controls = await page.evaluate(beginWalk);
	for (let presses = 0; presses < Math.min(most, controls + 3); presses += 1) await page.keyboard.press('Tab');
	return page.evaluate(endWalk);
}

type Walk = { readonly reached: Element[]; readonly wrong: string[]; readonly expected: Element[]; stop(): void };
declare global {
	interface Window {
		walk: Walk;
	}
}

/** In the page: notes what can be come to and how it looks, and listens to what is. */
function beginWalk(): number {
	const named = (one: Element) =>
		`${one.tagName.toLowerCase()} “${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40) || one.id}”`;
	const controls =
		'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]';
	const isReachable = (one: HTMLElement) =>
		one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }) && one.closest('[inert]') === null;
	/** Of a group of radios only one is come to: the chosen one, or the first or last. */
	const groupOf = (one: Element) =>
		one instanceof HTMLInputElement && one.type === 'radio' && one.name !== '' ? `radios ${one.name}` : one;
	const seenAs = (one: Element) =>
		[
			one,
			...[one.parentElement, one.nextElementSibling, one.closest('label, summary, li, .tile')].filter(
				(near) => near !== null
			)
		]
			.map((near) => {
				const { outline, boxShadow, borderColor, backgroundColor, textDecoration } = getComputedStyle(near);
				return [outline, boxShadow, borderColor, backgroundColor, textDecoration].join();
			})
			.join('; ');
	const expected = [...document.querySelectorAll<HTMLElement>(controls)].filter(isReachable);
	(document.activeElement as HTMLElement | null)?.blur();
	const before = new Map(expected.map((one) => [one as Element, seenAs(one)]));
	const reached: Element[] = [];
	const wrong = expected
		.filter((one) => one.tabIndex > 0)
		.map((one) => `${named(one)} has a place of its own in the order`);
	const notice = ({ target }: Event) => {
		if (!(target instanceof HTMLElement) || reached.includes(target)) return;
		const last = reached.at(-1);
		reached.push(target);
		const isBefore =
			last !== undefined && (last.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING) > 0;
		if (isBefore) wrong.push(`${named(target)} is come to after ${named(last)}, which stands behind it`);
		if (before.has(target) && before.get(target) === seenAs(target))
			wrong.push(`${named(target)} does not show that it has the focus`);
		const { top, bottom, left, right } = target.getBoundingClientRect();
		if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth)
			wrong.push(`${named(target)} has the focus out of sight`);
	};
	addEventListener('focusin', notice);
	const stop = () => removeEventListener('focusin', notice);
	const missed = () => {
		const groups = new Set<unknown>(reached.map(groupOf));
		return expected.filter((one) => one.isConnected && isReachable(one) && !groups.has(groupOf(one)));
	};
	window.walk = {
		reached,
		wrong,
		get expected() {
			return missed();
		},
		stop
	};
	document.body.tabIndex = -1;
	document.body.focus();
	document.body.removeAttribute('tabindex');
	scrollTo(0, 0);
	return expected.length;
}

/** In the page: what was never come to. */
function endWalk(): string[] {
	const { expected, wrong, stop } = window.walk;
	stop();
	const missed = expected.map(
		(one) =>
			`Tab never comes to ${one.tagName.toLowerCase()} “${(one.textContent ?? '').trim().slice(0, 40) || one.id}”`
	);
	return [...wrong, ...missed].slice(0, 12);
}
