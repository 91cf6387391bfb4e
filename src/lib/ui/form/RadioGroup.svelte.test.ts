import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../accessible.ts';
import { gradeChoices, ynpChoices } from '../words/kinds.ts';
import RadioGroup from './RadioGroup.svelte';

const question = { legend: 'Right people there?', number: '5.2', choices: ynpChoices, layout: 4 as const };

describe('answering', () => {
	test('nothing is chosen until a person chooses', async () => {
		const screen = await render(RadioGroup, question);
		for (const choice of ynpChoices)
			await expect.element(screen.getByRole('radio', { name: choice.label })).not.toBeChecked();
		await expectAccessible(screen.container);
	});

	test('a whole tile is the target', async () => {
		const onchange = vi.fn();
		const screen = await render(RadioGroup, { ...question, onchange });
		await screen.getByText('Partly').click();
		expect(onchange).toHaveBeenCalledExactlyOnceWith('partly');
		await expect.element(screen.getByRole('radio', { name: 'Partly' })).toBeChecked();
	});

	test('the arrows move among the choices', async () => {
		const onchange = vi.fn();
		const screen = await render(RadioGroup, { ...question, onchange });
		await screen.getByText('Yes').click();
		await userEvent.keyboard('{ArrowDown}');
		expect(onchange).toHaveBeenLastCalledWith('partly');
	});

	test('Y, P, N and A answer while the group has the focus', async () => {
		const onchange = vi.fn();
		const screen = await render(RadioGroup, { ...question, onchange });
		screen.getByRole('radio', { name: 'Yes' }).element().focus();
		await userEvent.keyboard('n');
		expect(onchange).toHaveBeenLastCalledWith('no');
		await expect.element(screen.getByRole('radio', { name: 'No', exact: true })).toHaveFocus();
		await userEvent.keyboard('a');
		expect(onchange).toHaveBeenLastCalledWith('na');
	});
});

describe('taking an answer back', () => {
	test('by its button', async () => {
		const onclear = vi.fn();
		const screen = await render(RadioGroup, { ...question, value: 'no', onclear });
		await screen.getByRole('button', { name: 'Clear the answer to Right people there?' }).click();
		expect(onclear).toHaveBeenCalledOnce();
		await expect.element(screen.getByRole('radio', { name: 'No', exact: true })).not.toBeChecked();
		await expect.element(screen.getByRole('button')).not.toBeInTheDocument();
	});

	test('by Backspace', async () => {
		const onclear = vi.fn();
		const screen = await render(RadioGroup, { ...question, value: 'no', onclear });
		screen.getByRole('radio', { name: 'No', exact: true }).element().focus();
		await userEvent.keyboard('{Backspace}');
		expect(onclear).toHaveBeenCalledOnce();
		await expect.element(screen.getByRole('radio', { name: 'Yes' })).toHaveFocus();
	});

	test('not where the page does not offer it', async () => {
		const screen = await render(RadioGroup, { ...question, value: 'no' });
		screen.getByRole('radio', { name: 'No', exact: true }).element().focus();
		await userEvent.keyboard('{Backspace}');
		await expect.element(screen.getByRole('radio', { name: 'No', exact: true })).toBeChecked();
	});
});

describe('what a choice says', () => {
	test('one held by the cap cannot be chosen, and says why', async () => {
		const onchange = vi.fn();
		const choices = gradeChoices.map((choice) =>
			choice.value === 'good' ? { ...choice, held: 'Held by the cap' } : choice
		);
		const screen = await render(RadioGroup, { legend: 'Your overall grade', choices, layout: 'g4', onchange });
		const held = screen.getByRole('radio', { name: 'Good Held by the cap' });
		await expect.element(held).toBeDisabled();
		await screen.getByText('Held by the cap').click({ force: true });
		expect(onchange).not.toHaveBeenCalled();
		await expectAccessible(screen.container);
	});

	test('hint and error are read with the group', async () => {
		const screen = await render(RadioGroup, { ...question, hint: 'Look at the minutes', error: 'Choose an answer' });
		const group = screen.getByRole('group', { name: '5.2 Right people there?' });
		await expect.element(group).toHaveAccessibleDescription('Look at the minutes Choose an answer');
		await expectAccessible(screen.container);
	});

	test('the first tile carries the id that a summary of errors links to', async () => {
		const screen = await render(RadioGroup, { ...question, id: 'q52' });
		expect(screen.getByRole('radio', { name: 'Yes' }).element().id).toBe('q52');
	});
});
