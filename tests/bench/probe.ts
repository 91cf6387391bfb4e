import type { Page } from '@playwright/test';

/**
 * Put into every page that is measured, Dipper's and the peers' alike. A tap counts from the browser's own time stamp of
 * the click until the frame after it has been drawn (a task behind the next animation frame); what it shows counts until
 * the frame in which `selector` is there; what it saves until the frame in which the page says so.
 */
export type Probe = {
	/** The next click counts; both promises are answered with milliseconds since it. */
	readonly tap: () => void;
	readonly tapped: () => Promise<number>;
	readonly shown: (selector: string) => void;
	readonly whenShown: () => Promise<number>;
	readonly saved: (selector: string, least: number) => Promise<number>;
	/** When the last click was; `performance.now()` of this page. */
	readonly clickedAt: () => number;
};
declare global {
	interface Window {
		probe: Probe;
	}
}

export function installProbe(): void {
	let clickedAt = 0;
	let isArmed = false;
	let frame: Promise<number> = Promise.resolve(0);
	let seen: Promise<number> = Promise.resolve(0);
	let wanted: string | null = null;

	const afterFrame = () =>
		new Promise<number>((resolve) => {
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => resolve(performance.now());
				port2.postMessage(null);
			});
		});
	const until = (holds: () => boolean) =>
		new Promise<void>((resolve) => {
			if (holds()) return resolve();
			const observer = new MutationObserver(() => {
				if (!holds()) return;
				observer.disconnect();
				resolve();
			});
			observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
		});
	addEventListener(
		'click',
		(event) => {
			if (!isArmed || !event.isTrusted) return;
			isArmed = false;
			clickedAt = event.timeStamp;
			const from = clickedAt;
			frame = afterFrame().then((at) => at - from);
			const selector = wanted;
			if (selector !== null) {
				seen = until(() => document.querySelector(selector) !== null)
					.then(afterFrame)
					.then((at) => at - from);
			}
		},
		{ capture: true }
	);
	window.probe = {
		tap() {
			wanted = null;
			isArmed = true;
		},
		tapped: () => frame,
		shown(selector) {
			wanted = selector;
			isArmed = true;
		},
		whenShown: () => seen,
		async saved(selector, least) {
			const from = clickedAt;
			const late = setTimeout(() => console.error(`not saved: ${least}`), 5_000);
			await until(() => Number.parseInt(document.querySelector(selector)?.textContent ?? '0', 10) >= least);
			clearTimeout(late);
			return (await afterFrame()) - from;
		},
		clickedAt: () => clickedAt
	};
}

declare global {
	interface Window {
		/** Milliseconds from the navigation until what was waited for is there and drawn. */
		readyAt: Promise<number>;
		/** When the passphrase had become a key; `performance.now()` of this page. */
		keyAt: number;
	}
}

/** Put into a page before it loads: when is it usable? */
export function installReady(selector: string): void {
	window.readyAt = new Promise((resolve) => {
		const look = () => {
			if (document.querySelector(selector) === null) return;
			observer.disconnect();
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => resolve(performance.now());
				port2.postMessage(null);
			});
		};
		const observer = new MutationObserver(look);
		observer.observe(document, { subtree: true, childList: true });
		look();
	});
	// The first thing done with what Argon2 gave is to make a key of it (device/vault/keyDerivation.ts).
	const subtle = crypto.subtle;
	const importKey = subtle.importKey.bind(subtle) as (...given: unknown[]) => Promise<CryptoKey>;
	Object.defineProperty(subtle, 'importKey', {
		value: (...given: unknown[]) => {
			if (given[0] === 'raw' && given[2] === 'AES-GCM') window.keyAt = performance.now();
			return importKey(...given);
		}
	});
}

/** A real tap at the middle of what `find` gives, scrolled into view beforehand. */
export async function tapAt(page: Page, selector: string): Promise<void> {
	const place = await page.evaluate((wanted) => {
		const found = document.querySelector(wanted);
		const target = found?.closest('label') ?? found;
		if (target === null || target === undefined) return null;
		target.scrollIntoView({ block: 'center' });
		const { left, top, width, height } = target.getBoundingClientRect();
		return { x: left + Math.min(width / 2, 60), y: top + height / 2 };
	}, selector);
	if (place === null) throw new Error(`nothing to tap at ${selector}`);
	await page.touchscreen.tap(place.x, place.y);
}
