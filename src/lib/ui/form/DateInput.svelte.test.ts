import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../accessible.ts';
import DateInput from './DateInput.svelte';

test('a date typed into three boxes comes out as a day', async () => {
	const onchange = vi.fn();
	const screen = await render(DateInput, { legend: 'When was it?', hint: 'Like 17 3 2026', onchange });
	await screen.getByLabelText('Day').fill('17');
	await screen.getByLabelText('Month').fill('march');
	await screen.getByLabelText('Year').fill('2026');
	expect(onchange).toHaveBeenCalledExactlyOnceWith('2026-03-17');
	await expect
		.element(screen.getByRole('group', { name: 'When was it?' }))
		.toHaveAccessibleDescription('Like 17 3 2026');
	await expectAccessible(screen.container);
});

test('a whole date written into one box fills all three', async () => {
	const onchange = vi.fn();
	const screen = await render(DateInput, { legend: 'When was it?', onchange });
	await screen.getByLabelText('Day').fill('29/12/2025');
	await expect.element(screen.getByLabelText('Month')).toHaveValue('12');
	await expect.element(screen.getByLabelText('Year')).toHaveValue('2025');
	expect(onchange).toHaveBeenCalledExactlyOnceWith('2025-12-29');
});

test('what is wrong is said on leaving, not while typing, and marks its box', async () => {
	const onproblem = vi.fn();
	const screen = await render(DateInput, { legend: 'When was it?', onproblem });
	await screen.getByLabelText('Day').fill('31');
	await screen.getByLabelText('Month').fill('6');
	await screen.getByLabelText('Year').fill('2026');
	expect(onproblem).not.toHaveBeenCalled();
	await userEvent.tab();
	await expect.element(screen.getByText('June has 30 days that year')).toBeVisible();
	await expect.element(screen.getByLabelText('Day')).toHaveAttribute('aria-invalid', 'true');
	await expect.element(screen.getByLabelText('Year')).not.toHaveAttribute('aria-invalid');
	expect(onproblem).toHaveBeenLastCalledWith('June has 30 days that year');
	await expectAccessible(screen.container);
	await screen.getByLabelText('Day').fill('30');
	await expect.element(screen.getByText('June has 30 days that year')).not.toBeInTheDocument();
});

test('emptied boxes give no date', async () => {
	const onchange = vi.fn();
	const screen = await render(DateInput, { legend: 'When was it?', value: '2026-03-17', onchange });
	for (const box of ['Day', 'Month', 'Year']) await screen.getByLabelText(box).fill('');
	expect(onchange).toHaveBeenCalledExactlyOnceWith(null);
});

test('a date that changes from outside is shown', async () => {
	const screen = await render(DateInput, { legend: 'When was it?', value: '2026-03-17' });
	await screen.rerender({ value: '2025-12-29' });
	await expect.element(screen.getByLabelText('Day')).toHaveValue('29');
});
