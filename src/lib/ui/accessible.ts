import axe from 'axe-core';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import '../../app.css';

/**
 * For tests: nothing serious that axe can see, colours included, in light and in dark, and nothing past the side at
 * 320 pixels, which is 400 % zoom.
 */
export async function expectAccessible(part: HTMLElement): Promise<void> {
	const root = document.documentElement;
	for (const theme of ['light', 'dark']) {
		root.dataset.theme = theme;
		expect(await seriousIn(part), theme).toEqual([]);
	}
	delete root.dataset.theme;
	await page.viewport(320, 640);
	expect(root.scrollWidth).toBeLessThanOrEqual(320);
	await page.viewport(820, 1180);
}

async function seriousIn(part: HTMLElement): Promise<string[]> {
	// A colour half way through its change is nobody’s to judge.
	for (const animation of document.getAnimations()) animation.finish();
	const { violations } = await axe.run(part, { resultTypes: ['violations'] });
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}
