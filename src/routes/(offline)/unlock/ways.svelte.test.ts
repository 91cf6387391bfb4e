import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '#lib/ui/accessible.ts';
import Forgotten from './Forgotten.svelte';
import SomeoneElse from './SomeoneElse.svelte';

const work = { clientId: 'c', outbox: [], kept: [], files: [] };
const files = { settled: new Set(['f1']), kept: 1, lost: 0 };
const forgetting = {
	waiting: 3,
	onback: vi.fn<() => void>(),
	onrescue: async () => ({ end: 'receipt' as const, work, sent: 3, parked: 1, unread: 0, files }),
	onanew: async () => 'sign-in' as const,
	onfile: async () => null
};

test('V4: who has forgotten their words sends what waits, sealed, and is then let set up anew', async () => {
	const screen = await render(Forgotten, forgetting);
	await expect.element(screen.getByText(/3 changes that wait to send stay sealed on here/)).toBeVisible();
	await screen.getByRole('button', { name: 'Send what waits, sealed' }).click();
	await expect.element(screen.getByText(/3 changes and 1 photo or paper went to the office/)).toBeVisible();
	await screen.getByRole('button', { name: 'Set up anew' }).click();
	await expect.element(screen.getByRole('link', { name: 'Sign in with your password' })).toBeVisible();
	await screen.getByRole('button', { name: 'Back to the passphrase' }).click();
	expect(forgetting.onback).toHaveBeenCalledOnce();
	await expectAccessible(screen.container);
});

test('V4, S6: without signal nothing is lost, and a file can be made', async () => {
	const screen = await render(Forgotten, { ...forgetting, onrescue: async () => ({ end: 'no-signal' as const }) });
	await screen.getByRole('button', { name: 'Send what waits, sealed' }).click();
	await expect.element(screen.getByText(/nothing is lost/)).toBeVisible();
	await expect.element(screen.getByRole('button', { name: 'Put it into a file' })).toBeVisible();
});

test('with nothing waiting nothing would be missing', async () => {
	const screen = await render(Forgotten, { ...forgetting, waiting: 0 });
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
