import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../accessible.ts';
import PersonPicker from './PersonPicker.svelte';

const people = [
	{ id: 'priya', name: 'Priya Raman', about: 'Team manager, Riverside' },
	{ id: 'joan', name: 'Joan Castell', about: 'Service manager' },
	{ id: 'idris', name: 'Idris Bell', about: 'Head of service' }
];

test('part of a name, an arrow and Enter choose a person', async () => {
	const onchange = vi.fn();
	const screen = await render(PersonPicker, { label: 'Who will do it', people, onchange });
	const box = screen.getByRole('combobox', { name: 'Who will do it' });
	await box.fill('cas');
	await expect.element(screen.getByText('1 person found')).toBeInTheDocument();
	await userEvent.keyboard('{ArrowDown}');
	await expect.element(screen.getByRole('option', { name: 'Joan Castell Service manager' })).toBeVisible();
	expect(box.element().getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').element().id);
	await expectAccessible(screen.container);
	await userEvent.keyboard('{Enter}');
	expect(onchange).toHaveBeenCalledExactlyOnceWith('joan');
	await expect.element(box).toHaveValue('Joan Castell');
	await expect.element(box).toHaveAttribute('aria-expanded', 'false');
});

test('a touch chooses too', async () => {
	const onchange = vi.fn();
	const screen = await render(PersonPicker, { label: 'Who', people, onchange });
	await screen.getByRole('combobox').click();
	await screen.getByRole('option', { name: 'Idris Bell Head of service' }).click();
	expect(onchange).toHaveBeenCalledExactlyOnceWith('idris');
});

test('a name that is nobody’s says so, and leaves who stood there', async () => {
	const screen = await render(PersonPicker, { label: 'Who', people, value: 'priya' });
	const box = screen.getByRole('combobox');
	await box.fill('Nobody');
	await expect.element(screen.getByText('Nobody here is called “Nobody”')).toBeVisible();
	await userEvent.keyboard('{Escape}');
	await expect.element(box).toHaveValue('Priya Raman');
});

test('emptying the box takes the person away', async () => {
	const onchange = vi.fn();
	const screen = await render(PersonPicker, { label: 'Who', people, value: 'priya', onchange });
	await screen.getByRole('combobox').fill('');
	expect(onchange).toHaveBeenCalledExactlyOnceWith(null);
});
