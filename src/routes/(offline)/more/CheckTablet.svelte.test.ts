import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { browserChecks, checkTablet } from '#lib/device/session/checkTablet.ts';
import { expectAccessible } from '#lib/ui/accessible.ts';
import CheckTablet from './CheckTablet.svelte';

test('S6: what was found has a row for each check, in words', async () => {
	const check = async () => [
		{ id: 'store', verdict: 'good' } as const,
		{ id: 'kept', verdict: 'poor' } as const,
		{ id: 'journal', verdict: 'bad' } as const
	];
	const screen = await render(CheckTablet, { check });
	await screen.getByRole('button', { name: 'Check this tablet' }).click();
	await expect.element(screen.getByText('Dipper cannot keep work safely on this tablet.')).toBeVisible();
	expect(screen.container.querySelectorAll('li')).toHaveLength(3);
	await expect.element(screen.getByText('A second copy: does not work.')).toBeVisible();
	await expectAccessible(screen.container);
});

test('S6, S8: this very browser keeps a canary in both of its places', async () => {
	const checks = await checkTablet(browserChecks());
	const verdictOf = (id: string) => checks.find((one) => one.id === id)?.verdict;
	expect([verdictOf('store'), verdictOf('journal'), verdictOf('cipher'), verdictOf('derivation')]).toEqual([
		...['good', 'good', 'good', 'good']
	]);
});
