import { createRawSnippet } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../accessible.ts';
import Checkbox from './Checkbox.svelte';
import CheckboxGroup from './CheckboxGroup.svelte';
import FileInput from './FileInput.svelte';
import NumberInput from './NumberInput.svelte';
import PasswordInput from './PasswordInput.svelte';
import Select from './Select.svelte';
import Stepper from './Stepper.svelte';
import TextArea from './TextArea.svelte';
import TextInput from './TextInput.svelte';

describe('text', () => {
	test('label, hint and error are tied to the control', async () => {
		const screen = await render(TextInput, {
			label: 'Where in the record',
			hint: 'The kind of note and its date',
			error: 'Say where you saw this'
		});
		const box = screen.getByLabelText('Where in the record');
		await expect.element(box).toHaveAccessibleDescription('The kind of note and its date Say where you saw this');
		await expect.element(box).toHaveAttribute('aria-invalid', 'true');
		await expectAccessible(screen.container);
	});

	test('what is typed comes out at once, and once more on leaving', async () => {
		const oninput = vi.fn();
		const onchange = vi.fn();
		const screen = await render(TextInput, { label: 'Where', oninput, onchange });
		await screen.getByLabelText('Where').fill('Minutes');
		expect(oninput).toHaveBeenLastCalledWith('Minutes');
		await userEvent.tab();
		expect(onchange).toHaveBeenCalledExactlyOnceWith('Minutes');
	});

	test('a long note counts down near its limit, and cuts nothing off', async () => {
		const screen = await render(TextArea, { label: 'Note', limit: 10 });
		const box = screen.getByLabelText('Note');
		await box.fill('1234567');
		expect(screen.container.textContent).not.toContain('left');
		await box.fill('12345678');
		await expect.element(screen.getByText('2 characters left')).toBeVisible();
		await box.fill('123456789012');
		await expect.element(screen.getByText('2 characters too many')).toBeVisible();
		await expect.element(box).toHaveValue('123456789012');
		await expectAccessible(screen.container);
	});

	test('a warning is announced politely', async () => {
		const warning = createRawSnippet(() => ({ render: () => '<p>Mrs Okafor looks like a name</p>' }));
		const screen = await render(TextArea, { label: 'Note', warning });
		await expect.element(screen.getByRole('status')).toHaveTextContent('Mrs Okafor looks like a name');
	});

	test('a passphrase can be shown and hidden again', async () => {
		const screen = await render(PasswordInput, { label: 'Passphrase', value: 'four words' });
		const box = screen.getByLabelText('Passphrase', { exact: true });
		await expect.element(box).toHaveAttribute('type', 'password');
		await screen.getByRole('button', { name: 'Show the passphrase' }).click();
		await expect.element(box).toHaveAttribute('type', 'text');
		await expect.element(box).toHaveValue('four words');
		await screen.getByRole('button', { name: 'Hide the passphrase' }).click();
		await expect.element(box).toHaveAttribute('type', 'password');
		await expectAccessible(screen.container);
	});
});

describe('numbers', () => {
	test('a number comes out on leaving', async () => {
		const onchange = vi.fn();
		const screen = await render(NumberInput, { label: 'Visits', onchange, unit: 'visits' });
		await screen.getByLabelText('Visits').fill('1,200');
		await userEvent.tab();
		expect(onchange).toHaveBeenCalledExactlyOnceWith(1200);
		await expectAccessible(screen.container);
	});

	test('what is no number says so and does not come out', async () => {
		const onchange = vi.fn();
		const screen = await render(NumberInput, { label: 'Visits', value: 3, max: 20, onchange });
		await screen.getByLabelText('Visits').fill('many');
		await userEvent.tab();
		await expect.element(screen.getByText('Write a number in figures')).toBeVisible();
		await screen.getByLabelText('Visits').fill('21');
		await userEvent.tab();
		await expect.element(screen.getByText('The most is 20')).toBeVisible();
		expect(onchange).not.toHaveBeenCalled();
	});

	test('a stepper goes by its buttons, the arrows and typing, within its bounds', async () => {
		const onchange = vi.fn();
		const screen = await render(Stepper, { label: 'Child in need', value: 1, max: 3, onchange });
		const box = screen.getByRole('textbox', { name: 'Child in need' });
		await screen.getByRole('button', { name: 'One more Child in need' }).click();
		await expect.element(box).toHaveValue('2');
		box.element().focus();
		await userEvent.keyboard('{ArrowUp}{ArrowUp}');
		await expect.element(box).toHaveValue('3');
		await expect
			.element(screen.getByRole('button', { name: 'One more Child in need' }))
			.toHaveAttribute('aria-disabled', 'true');
		await box.fill('x');
		await userEvent.tab();
		await expect.element(box).toHaveValue('3');
		await box.fill('0');
		await userEvent.tab();
		expect(onchange.mock.calls).toEqual([[2], [3], [0]]);
		await expectAccessible(screen.container);
	});
});

describe('choosing', () => {
	const choices = [
		{ value: 'plans', label: 'Plans' },
		{ value: 'voice', label: 'Voice' }
	];

	test('several can be ticked, and come out in their own order', async () => {
		const onchange = vi.fn();
		const screen = await render(CheckboxGroup, { legend: 'Which themes?', choices, onchange });
		await screen.getByText('Voice').click();
		await screen.getByText('Plans').click();
		expect(onchange).toHaveBeenLastCalledWith(['plans', 'voice']);
		await screen.getByText('Voice').click();
		expect(onchange).toHaveBeenLastCalledWith(['plans']);
		await expectAccessible(screen.container);
	});

	test('a single box says whether it is ticked', async () => {
		const onchange = vi.fn();
		const screen = await render(Checkbox, { label: 'Only mine', onchange });
		await screen.getByText('Only mine').click();
		expect(onchange).toHaveBeenCalledExactlyOnceWith(true);
		await expectAccessible(screen.container);
	});

	test('a select begins with what to do', async () => {
		const onchange = vi.fn();
		const screen = await render(Select, { label: 'How', options: choices, placeholder: 'Choose how', onchange });
		await expect.element(screen.getByLabelText('How')).toHaveValue('');
		await screen.getByLabelText('How').selectOptions('voice');
		expect(onchange).toHaveBeenCalledExactlyOnceWith('voice');
		await expectAccessible(screen.container);
	});

	test('files come by choosing or by dropping, one unless more are asked for', async () => {
		const onfiles = vi.fn();
		const screen = await render(FileInput, { label: 'Choose the caseload file', hint: 'Or drop it here', onfiles });
		const file = new File(['a'], 'caseload.csv');
		await screen.getByLabelText('Choose the caseload file').upload(file);
		expect(onfiles.mock.lastCall?.[0].map((one: File) => one.name)).toEqual(['caseload.csv']);
		const dropped = new DataTransfer();
		dropped.items.add(file);
		dropped.items.add(new File(['b'], 'other.csv'));
		screen.container
			.querySelector('label')
			?.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
		expect(onfiles.mock.lastCall?.[0]).toHaveLength(1);
		await expectAccessible(screen.container);
	});
});
