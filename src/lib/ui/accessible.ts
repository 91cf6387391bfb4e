import axe from 'axe-core';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import '../../app.css';

/** For tests: nothing serious that axe can see, colours included, and nothing past the side at 320 pixels (400 % zoom). */
export async function expectAccessible(part: HTMLElement): Promise<void> {
	const { violations } = await axe.run(part, { resultTypes: ['violations'] });
	const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
	expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
	await page.viewport(320, 640);
	expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
	await page.viewport(820, 1180);
}
