import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { expectAccessible } from '#lib/ui/accessible.ts';
import PinForm from './PinForm.svelte';

async function unlocking(answer: Result<void, string>) {
	const onunlock = vi.fn(async () => answer);
	const onpassphrase = vi.fn();
	const screen = await render(PinForm, { onunlock, onpassphrase });
	const box = screen.getByLabelText('PIN', { exact: true });
	const attempt = async (pin: string) => {
		await box.fill(pin);
		await screen.getByRole('button', { name: 'Unlock' }).click();
	};
	return { screen, box, attempt, onunlock, onpassphrase };
}

test('V3: six digits open it, and stay on no page', async () => {
	const { box, attempt, onunlock } = await unlocking(ok(undefined));
	await attempt('407316');
	expect(onunlock).toHaveBeenCalledExactlyOnceWith('407316');
	await expect.element(box).toHaveValue('');
});

test('V3: what is no PIN costs no try', async () => {
	const { screen, attempt, onunlock } = await unlocking(ok(undefined));
	await attempt('4073');
	expect(onunlock).not.toHaveBeenCalled();
	await expect.element(screen.getByText('Write six digits')).toBeVisible();
});

test('V3: a wrong one says how many tries are left, beside the box, which has the focus', async () => {
	const { screen, box, attempt } = await unlocking(problem('wrong-pin', { left: 3 }));
	await attempt('999998');
	await expect.element(screen.getByText('That is not the PIN. 3 tries left')).toBeVisible();
	await expect.element(box).toHaveFocus();
	await expectAccessible(screen.container);
});

test('V3: the passphrase is always the other way', async () => {
	const { screen, onpassphrase } = await unlocking(ok(undefined));
	await screen.getByRole('button', { name: 'Use the passphrase' }).click();
	expect(onpassphrase).toHaveBeenCalledOnce();
});
