import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { expectAccessible } from '#lib/ui/accessible.ts';
import SetUpForm from './SetUpForm.svelte';

type Answer = Result<void, 'no-signal' | 'no-storage' | 'refused' | 'passphrase.too-plain' | 'pin.too-plain'>;

async function settingUp(answer: Answer = ok(undefined)) {
	const suggestions = ['otter lantern plum gravel', 'petal pond quota whale'];
	const onsetup = vi.fn(async () => answer);
	const screen = await render(SetUpForm, {
		progress: null,
		onsetup,
		suggest: () => suggestions.shift() ?? 'no more words here'
	});
	const go = () => screen.getByRole('button', { name: 'Set up this tablet' }).click();
	return { screen, onsetup, go };
}

test('four words are suggested, and typed once so that they are known', async () => {
	const { screen, onsetup, go } = await settingUp();
	await expect.element(screen.getByText('otter lantern plum gravel')).toBeVisible();
	await screen.getByRole('button', { name: 'Suggest others' }).click();
	await screen.getByLabelText('Type the four words').fill('petal pond quota whale');
	await screen.getByLabelText('Lock when untouched for').selectOptions('10');
	await go();
	expect(onsetup).toHaveBeenCalledExactlyOnceWith('petal pond quota whale', 10, null);
});

test('other words than those are not taken', async () => {
	const { screen, onsetup, go } = await settingUp();
	await screen.getByLabelText('Type the four words').fill('otter lantern plum');
	await go();
	expect(onsetup).not.toHaveBeenCalled();
	await expect.element(screen.getByRole('alert')).toHaveFocus();
	await expectAccessible(screen.container);
});

test('words of one’s own are typed twice', async () => {
	const { screen, onsetup, go } = await settingUp();
	await screen.getByRole('radio', { name: /Words of your own/ }).click();
	await screen.getByLabelText('Passphrase', { exact: true }).fill('four quiet river stones');
	await screen.getByLabelText('Once more').fill('four quiet river stone');
	await go();
	await expect.element(screen.getByRole('link', { name: /not the same/ })).toBeVisible();
	await screen.getByLabelText('Once more').fill('four quiet river stones');
	await go();
	expect(onsetup).toHaveBeenCalledExactlyOnceWith('four quiet river stones', 5, null);
});

test('what stops it is said, and it can be tried again', async () => {
	const { screen, go } = await settingUp(problem('no-storage'));
	await screen.getByLabelText('Type the four words').fill('otter lantern plum gravel');
	await go();
	await expect.element(screen.getByText(/it may be a private window/)).toBeVisible();
	await expect.element(screen.getByLabelText('Type the four words')).toHaveValue('otter lantern plum gravel');
});

test('V3: a PIN may be chosen too, and a plain one is told beside its box', async () => {
	const { screen, onsetup, go } = await settingUp(problem('pin.too-plain'));
	await screen.getByLabelText('Type the four words').fill('otter lantern plum gravel');
	await screen.getByLabelText('PIN (optional)').fill('123456');
	await go();
	expect(onsetup).toHaveBeenCalledExactlyOnceWith('otter lantern plum gravel', 5, '123456');
	await expect.element(screen.getByLabelText('PIN (optional)')).toHaveAttribute('aria-invalid', 'true');
});
