import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../accessible.ts';
import ErrorSummary from './ErrorSummary.svelte';
import TextInput from './TextInput.svelte';

test('problems take the focus when they come', async () => {
	const screen = await render(ErrorSummary, { errors: [] });
	await expect.element(screen.getByRole('alert')).not.toBeInTheDocument();
	await screen.rerender({ errors: [{ id: 'where', words: 'Say where in the record you saw this' }] });
	await expect.element(screen.getByRole('alert', { name: 'There is a problem' })).toHaveFocus();
	await expectAccessible(screen.container);
});

test('each one leads to its field', async () => {
	const field = await render(TextInput, { id: 'where', label: 'Where in the record' });
	const screen = await render(ErrorSummary, {
		errors: [{ id: 'where', words: 'Say where' }, { words: 'The office did not answer' }]
	});
	await screen.getByRole('link', { name: 'Say where' }).click();
	await expect.element(field.getByLabelText('Where in the record')).toHaveFocus();
	expect(screen.getByRole('link').elements()).toHaveLength(1);
});
