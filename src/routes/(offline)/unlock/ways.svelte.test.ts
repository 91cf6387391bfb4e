import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '#lib/ui/accessible.ts';
import Forgotten from './Forgotten.svelte';
import SomeoneElse from './SomeoneElse.svelte';

test('who has forgotten their words reads what is safe, and goes on', async () => {
	const onback = vi.fn();
	const screen = await render(Forgotten, { waiting: 3, onback });
	await expect.element(screen.getByText(/3 changes that wait to send stay sealed on here/)).toBeVisible();
	await expect.element(screen.getByText('Nothing is deleted, however often you try.')).toBeVisible();
	await expect.element(screen.getByRole('link', { name: 'Sign in with your password' })).toBeVisible();
	await screen.getByRole('button', { name: 'Back to the passphrase' }).click();
	expect(onback).toHaveBeenCalledOnce();
	await expectAccessible(screen.container);
});

test('with nothing waiting nothing would be missing', async () => {
	const screen = await render(Forgotten, { waiting: 0, onback: vi.fn() });
	await expect.element(screen.getByText(/nothing would be missing/)).toBeVisible();
});

test('on a shared tablet each chooses themselves, or is set up', async () => {
	const onchoose = vi.fn();
	const people = [
		{ slot: 'a', name: 'Dana Whitlock' },
		{ slot: 'b', name: 'Ruth Fenn' }
	];
	const screen = await render(SomeoneElse, { people, chosen: 'a', onchoose });
	await screen.getByRole('button', { name: /Ruth Fenn/ }).click();
	expect(onchoose).toHaveBeenCalledExactlyOnceWith('b');
	await expect.element(screen.getByRole('link', { name: 'Set up someone else' })).toHaveAttribute('href', '/set-up');
	await expectAccessible(screen.container);
});
