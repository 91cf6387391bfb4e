import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { expectAccessible } from '#lib/ui/accessible.ts';
import UnlockForm from './UnlockForm.svelte';

type Answer = Result<void, 'wrong-passphrase' | 'wait' | 'needs-network' | 'damaged'>;

async function unlocking(answer: Answer) {
	const onunlock = vi.fn(async () => answer);
	const screen = await render(UnlockForm, { onunlock, signIn: '/sign-in?next=/unlock' });
	const box = screen.getByLabelText('Passphrase', { exact: true });
	const attempt = async (words: string) => {
		await box.fill(words);
		await screen.getByRole('button', { name: /^Unlock/ }).click();
	};
	return { screen, box, attempt, onunlock };
}

test('the passphrase opens the tablet, and stays on no page', async () => {
	const { box, attempt, onunlock } = await unlocking(ok(undefined));
	await attempt('four quiet river stones');
	expect(onunlock).toHaveBeenCalledExactlyOnceWith('four quiet river stones');
	await expect.element(box).toHaveValue('');
});

test('nothing written is not tried', async () => {
	const { screen, box, attempt, onunlock } = await unlocking(ok(undefined));
	await attempt('  ');
	expect(onunlock).not.toHaveBeenCalled();
	await expect.element(screen.getByText('Write your passphrase')).toBeVisible();
	await expect.element(box).toHaveFocus();
});

test('a wrong one says so beside the box, which has the focus', async () => {
	const { screen, box, attempt } = await unlocking(problem('wrong-passphrase', { seconds: 0 }));
	await attempt('not it at all');
	await expect.element(screen.getByText('That is not the passphrase')).toBeVisible();
	await expect.element(box).toHaveFocus();
	await expect.element(box).toHaveAttribute('aria-invalid', 'true');
	await expectAccessible(screen.container);
});

test('after some the next try waits, counted down on the button', async () => {
	const { screen, box, attempt, onunlock } = await unlocking(problem('wrong-passphrase', { seconds: 2 }));
	await attempt('not it at all');
	const button = screen.getByRole('button', { name: /^Wait/ });
	await expect.element(button).toHaveAttribute('aria-disabled', 'true');
	await box.fill('again');
	(button.element() as HTMLButtonElement).click();
	expect(onunlock).toHaveBeenCalledTimes(1);
	await expect
		.element(screen.getByRole('button', { name: 'Unlock' }), { timeout: 4_000 })
		.toHaveAttribute('aria-disabled', 'false');
});

test('after ten the way on is to sign in, never a dead end', async () => {
	const { screen, attempt } = await unlocking(problem('needs-network'));
	await attempt('not it at all');
	await expect
		.element(screen.getByRole('link', { name: 'Sign in with signal' }))
		.toHaveAttribute('href', '/sign-in?next=/unlock');
});
