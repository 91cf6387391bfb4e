import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '#lib/ui/accessible.ts';
import ComparedRows from './ComparedRows.svelte';

const versions = { from: 'Version 1', to: 'Version 2' };

test('two versions stand side by side, the words that went and came marked', async () => {
	const rows = [{ part: 'The question', before: 'Was the child seen?', after: 'Was the child seen alone?' }];
	const { container } = await render(ComparedRows, { rows, ...versions });
	expect(container.querySelector('del')?.textContent ?? '').toBe('seen?');
	expect(container.querySelector('ins')?.textContent).toContain('alone?');
	await expectAccessible(container);
});

test('what is in one version only says once that the other has it not', async () => {
	const rows = ['Was it so?', 'It is good.'].map((after) => ({ part: 'A part', before: null, after }));
	const screen = await render(ComparedRows, { rows, ...versions });
	await expect.element(screen.getByText('Version 1: not in it')).toBeVisible();
	expect(screen.container.textContent).not.toContain('Not in this version');
	await expectAccessible(screen.container);
});

test('one cap that came says so beside it', async () => {
	const rows = [
		{ part: 'Title', before: 'One', after: 'Two' },
		{ part: 'Cap', before: null, after: 'At most Good.' }
	];
	const screen = await render(ComparedRows, { rows, ...versions });
	await expect.element(screen.getByText('Not in this version')).toBeVisible();
});
