import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { aQuestion, aTemplate } from '#lib/domain/templates/aTemplate.fixture.ts';
import { expectAccessible } from '#lib/ui/accessible.ts';
import AlertFields from './AlertFields.svelte';
import ClockFields from './ClockFields.svelte';
import OptionFields from './OptionFields.svelte';
import OutstandingFields from './OutstandingFields.svelte';
import PrefillFields from './PrefillFields.svelte';

const draft = aTemplate({
	grading: { overall: true, suggestion: 'lower-median', caps: [] },
	sections: [
		{
			id: 'S1',
			number: '1',
			title: 'The visit',
			questions: [{ id: 'S1.1', number: '1.1', text: 'What did they say?' }]
		},
		{ id: 'S2', number: '2', title: 'The plan', questions: [] }
	]
});
const clocks = [
	{ value: 'cp-visits', label: 'Visits, child protection' },
	{ value: 'cin-visits', label: 'Visits, child in need' }
];

test('what Outstanding needs is written: one section, and who has to be heard', async () => {
	const onchange = vi.fn();
	const screen = await render(OutstandingFields, { draft, onchange });

	await screen.getByRole('checkbox', { name: /^Outstanding needs/ }).click();
	const first = { section: 'S1', noneBelow: 'good', feedback: [] as string[] };
	expect(onchange).toHaveBeenLastCalledWith(first);
	const withNeeds = (feedback: string[]) => ({
		...draft,
		grading: { ...draft.grading, outstandingNeeds: { ...first, noneBelow: 'good' as const, feedback } }
	});
	await screen.rerender({ draft: withNeeds([]), onchange });
	await screen.getByLabelText(/^Which section/).selectOptions('2 The plan');
	expect(onchange).toHaveBeenLastCalledWith({ ...first, section: 'S2' });
	await screen.getByLabelText(/^And this question/).selectOptions('1.1 What did they say?');
	expect(onchange).toHaveBeenLastCalledWith({ ...first, feedback: ['S1.1'] });
	await screen.rerender({ draft: withNeeds(['S1.1', 'S9.9']), onchange });
	await expect.element(screen.getByLabelText('S9.9, not in this template any more')).toBeChecked();
	await expectAccessible(screen.container);
	await screen.getByRole('checkbox', { name: /^Outstanding needs/ }).click();
	expect(onchange).toHaveBeenLastCalledWith(undefined);
});

test('children at one stage go by another clock, until they go by the one of all again', async () => {
	const onchange = vi.fn();
	const question = aQuestion({ id: 'S1.1', kind: 'time', clock: 'cp-visits' });
	const screen = await render(ClockFields, { question, clocks, onchange });
	await screen.getByLabelText(/^Another clock for children/).selectOptions('Child in need');
	expect(onchange).toHaveBeenLastCalledWith({ byStage: { 'child-in-need': {} } });
	await screen.rerender({ question: { ...question, byStage: { 'child-in-need': {} } }, clocks, onchange });
	const stage = screen.getByRole('group', { name: 'Child in need' });
	await stage.getByLabelText(/^The clock/).selectOptions('Visits, child in need');
	expect(onchange).toHaveBeenLastCalledWith({ byStage: { 'child-in-need': { clock: 'cin-visits' } } });
	await stage.getByLabelText(/^It begins with/).selectOptions('Child last seen (from the import)');
	expect(onchange).toHaveBeenLastCalledWith({ byStage: { 'child-in-need': { from: 'cinSeenOn' } } });
	await expectAccessible(screen.container);
	await stage.getByRole('button', { name: /As for all others/ }).click();
	expect(onchange).toHaveBeenLastCalledWith({ byStage: undefined });
});

test('a question is filled from the import with what fits its kind', async () => {
	const onchange = vi.fn();
	const screen = await render(PrefillFields, { question: aQuestion({ id: 'S1.1', kind: 'text' }), onchange });
	await screen.getByText('Filled from the import').click();
	await screen.getByLabelText(/^Filled with/).selectOptions('Worker');
	expect(onchange).toHaveBeenLastCalledWith('worker');
	await expectAccessible(screen.container);
	await screen.rerender({ question: aQuestion({ id: 'S1.1', kind: 'date', prefill: 'referralOn' }), onchange });
	await screen.getByLabelText(/^Filled with/).selectOptions('Nothing');
	expect(onchange).toHaveBeenLastCalledWith(undefined);
});

test('an alert for lateness is by days or by times the clock, never both', async () => {
	const onchange = vi.fn();
	const rule = { level: 'same-day' as const, on: [], late: { timesClock: 2 } };
	const question = aQuestion({ id: 'S1.1', kind: 'time', clock: 'cp-visits', alerts: [rule] });
	const screen = await render(AlertFields, { question, onchange });
	await expect.element(screen.getByLabelText(/^Or once this has passed/)).toHaveValue('2');
	await screen.getByLabelText(/^When it is late by more than/).fill('5');
	await userEvent.tab();
	expect(onchange).toHaveBeenLastCalledWith([{ ...rule, late: { days: 5 } }]);
	await expectAccessible(screen.container);
});

test('every answer of a list has its row beneath the heading, the first as well', async () => {
	const options = [
		{ id: 'a', label: 'Early' },
		{ id: 'b', label: 'Late' }
	];
	const screen = await render(OptionFields, { options, onchange: vi.fn() });
	const boxes = screen.getByRole('textbox').elements();
	const lefts = boxes.map((box) => Math.round(box.getBoundingClientRect().left));
	expect(boxes.map((box) => (box as HTMLInputElement).value)).toEqual(['Early', 'Late']);
	expect(lefts[0]).toBe(lefts[1]);
	await expectAccessible(screen.container);
});
