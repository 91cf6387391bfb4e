import { beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { must } from '#lib/domain/shared/Result.ts';
import { clockOn } from '#lib/domain/calendar/Clock.ts';
import { shippedClocks } from '#lib/domain/calendar/clocks.ts';
import { question as shape, type Question } from '#lib/domain/templates/Template.ts';
import { expectAccessible } from '../accessible.ts';
import AskedQuestion from './AskedQuestion.svelte';
import { nothingKnown } from './QuestionProps.ts';

const today = '2026-03-12';
const told = { onanswer: vi.fn(), onclear: vi.fn(), ontype: vi.fn(), onleavenote: vi.fn() };
beforeEach(() => Object.values(told).forEach((one) => one.mockReset()));

function ask(kind: Question['kind'], more: object = {}): Question {
	return shape.parse({ id: 'CJ2.1', number: '2.1', text: 'Is there a plan?', kind, guidance: 'It is short.', ...more });
}
const options = [
	{ id: 'moving', label: 'Moving' },
	{ id: 'drifting', label: 'Drifting' }
];
function show(question: Question, more: object = {}) {
	return render(AskedQuestion, {
		question,
		value: null,
		known: nothingKnown,
		today,
		note: '',
		noteWanted: null,
		...told,
		...more
	});
}

test.each([
	['ynp', 'Partly', 'partly'],
	['g4', 'Requires improvement', 'requires-improvement'],
	['gate', 'Cannot tell', 'cannot-tell'],
	['rag', 'Amber', 'amber'],
	['pick', 'Drifting', 'drifting']
] as const)('a question of kind %s starts with nothing chosen and gives its value', async (kind, label, value) => {
	const screen = await show(ask(kind, kind === 'pick' ? { options } : {}));
	for (const radio of screen.container.querySelectorAll('input')) expect(radio.checked).toBe(false);
	await userEvent.click(screen.getByText(label, { exact: true }));
	expect(told.onanswer).toHaveBeenCalledExactlyOnceWith(value);
	await expectAccessible(screen.container);
});

/** A save that the disk takes its time over, until the test lets it end. */
function slowSave() {
	const ends: (() => void)[] = [];
	return { save: () => new Promise<void>((end) => ends.push(end)), end: (at: number) => must(ends[at], 'a save')() };
}

test('a choice changed and changed back before the first is saved is given each time, and the last one shown', async () => {
	const { save, end } = slowSave();
	told.onanswer.mockImplementation(save);
	const question = ask('ynp');
	const screen = await show(question);
	for (const label of ['Yes', 'No', 'Yes']) await userEvent.click(screen.getByText(label, { exact: true }));
	expect(told.onanswer.mock.calls.map(([value]) => value)).toEqual(['yes', 'no', 'yes']);
	end(0);
	end(1);
	await screen.rerender({ value: 'no' });
	await expect.element(screen.getByRole('radio', { name: 'Yes' })).toBeChecked();
	await userEvent.click(screen.getByText('No', { exact: true }));
	expect(told.onanswer).toHaveBeenLastCalledWith('no');
});

test('a choice that could not be kept goes back to what stands', async () => {
	const { save, end } = slowSave();
	told.onanswer.mockImplementation(save);
	const screen = await show(ask('ynp'), { value: 'no' });
	await userEvent.click(screen.getByText('Yes', { exact: true }));
	await expect.element(screen.getByRole('radio', { name: 'Yes' })).toBeChecked();
	end(0);
	await expect.element(screen.getByRole('radio', { name: 'No' })).toBeChecked();
});

test('boxes ticked faster than they are saved are all kept', async () => {
	const { save, end } = slowSave();
	told.onanswer.mockImplementation(save);
	const more = [...options, { id: 'worse', label: 'Worse' }];
	const screen = await show(ask('multi', { options: more }));
	await userEvent.click(screen.getByText('Moving'));
	await userEvent.click(screen.getByText('Drifting'));
	end(0);
	await screen.rerender({ value: ['moving'] });
	await userEvent.click(screen.getByText('Worse'));
	expect(told.onanswer).toHaveBeenLastCalledWith(['moving', 'drifting', 'worse']);
});

test('several may be chosen, and none is no answer', async () => {
	const { save } = slowSave();
	told.onanswer.mockImplementation(save);
	const screen = await show(ask('multi', { options }), { value: ['moving'] });
	await userEvent.click(screen.getByText('Drifting'));
	expect(told.onanswer).toHaveBeenLastCalledWith(['moving', 'drifting']);
	await userEvent.click(screen.getByText('Drifting'));
	await userEvent.click(screen.getByText('Moving'));
	expect(told.onclear).toHaveBeenCalledOnce();
});

test('a number is taken on leaving the box, emptied it is no answer', async () => {
	const screen = await show(ask('num', { unit: 'visits' }));
	await screen.getByRole('textbox').fill('3');
	await userEvent.tab();
	expect(told.onanswer).toHaveBeenCalledExactlyOnceWith(3);
	await screen.getByRole('textbox').fill('');
	await userEvent.tab();
	expect(told.onclear).toHaveBeenCalledOnce();
	await expectAccessible(screen.container);
});

test('words are saved on leaving the box', async () => {
	const screen = await show(ask('text'));
	await screen.getByRole('textbox').fill('Read to each night.');
	await userEvent.tab();
	expect(told.onanswer).toHaveBeenCalledExactlyOnceWith('Read to each night.');
});

test('words typed and not left are saved when the question goes away', async () => {
	const screen = await show(ask('text'));
	await screen.getByRole('textbox').fill('Half a sentence');
	await screen.unmount();
	expect(told.onanswer).toHaveBeenCalledWith('Half a sentence');
});

const clock = must(clockOn('core-group-first', today, shippedClocks), 'clock');
const known = {
	...nothingKnown,
	clock,
	from: '2025-12-03',
	to: '2025-12-29',
	hasEnd: true,
	fromLabel: 'Conference',
	toLabel: 'Held',
	importedOn: '2026-03-09'
};

test('the import’s dates stand ready with their clock, and are an answer only once someone says so', async () => {
	const screen = await show(ask('time'), { known });
	await expect.element(screen.getByText('Late by 6 working days')).toBeVisible();
	await expect.element(screen.getByText('Dates from the import of 9 March. Bank holidays left out.')).toBeVisible();
	expect(told.onanswer).not.toHaveBeenCalled();
	await userEvent.click(screen.getByRole('button', { name: 'These dates are right' }));
	expect(told.onanswer).toHaveBeenCalledExactlyOnceWith({ from: '2025-12-03', to: '2025-12-29' });
	await expectAccessible(screen.container);
});

test('dates that are wrong can be changed, one of them left as it is', async () => {
	const screen = await show(ask('time'), { known });
	await userEvent.click(screen.getByRole('button', { name: /^Change/ }));
	await screen.getByRole('group', { name: 'Held' }).getByLabelText('Day').fill('15/12/2025');
	expect(told.onanswer).toHaveBeenLastCalledWith({ from: '2025-12-03', to: '2025-12-15' });
});

test('a second date typed while the first is still being saved does not undo it', async () => {
	const screen = await show(ask('time'));
	const boxes = [...screen.container.querySelectorAll<HTMLInputElement>('.days input.input')];
	for (const [index, text] of ['3', '12', '2025', '15', '12', '2025'].entries()) {
		await userEvent.fill(must(boxes[index], 'box'), text);
	}
	expect(told.onanswer).toHaveBeenLastCalledWith({ from: '2025-12-03', to: '2025-12-15' });
});

test('where the import has only the first date, it stands in its box and nothing is said of being late', async () => {
	const screen = await show(ask('time'), { known: { ...known, to: null, hasEnd: false } });
	await expect.element(screen.getByRole('group', { name: 'Conference' }).getByLabelText('Day')).toHaveValue('3');
	expect(screen.container.textContent).not.toContain('Late');
	await screen.getByRole('group', { name: 'Held' }).getByLabelText('Day').fill('15/12/2025');
	expect(told.onanswer).toHaveBeenCalledExactlyOnceWith({ from: '2025-12-03', to: '2025-12-15' });
});

test('dates the wrong way round are said to be, and no clock is drawn', async () => {
	const screen = await show(ask('time'), { known, value: { from: '2025-12-29', to: '2025-12-03' } });
	await expect.element(screen.getByText('The second date is before the first. Check both.')).toBeVisible();
	expect(screen.container.querySelector('.strip')).toBeNull();
});

test('a date offers the import’s and works out its clock to today', async () => {
	const visits = must(clockOn('cp-visits', today, shippedClocks), 'clock');
	const screen = await show(ask('date'), {
		known: { ...nothingKnown, clock: visits, from: '2026-03-04', to: 'today', fromLabel: 'Last visit' }
	});
	await userEvent.click(screen.getByRole('button', { name: 'Use 4 March' }));
	expect(told.onanswer).toHaveBeenCalledExactlyOnceWith('2026-03-04');
	const given = await show(ask('date'), {
		value: '2026-03-04',
		known: { ...nothingKnown, clock: visits, fromLabel: 'Last visit' }
	});
	await expect.element(given.getByText('By 18 March')).toBeVisible();
});

test('a clock still open is drawn to the day it was answered, however much later it is read', async () => {
	const screen = await show(ask('time'), {
		known: { ...known, to: null, judgedOn: '2025-12-18' },
		value: { from: '2025-12-03', to: null }
	});
	await expect.element(screen.getByText('Late by 1 working day', { exact: true })).toBeVisible();
	await expect.element(screen.getByText('When answered')).toBeVisible();
});

test('a note opens where the answer asks for one, and not before', async () => {
	const screen = await show(ask('ynp'));
	expect(screen.container.querySelector('textarea')).toBeNull();
	await screen.rerender({ value: 'partly', noteWanted: 'evidence' });
	await expect.element(screen.getByLabelText('What in the record shows this?')).toBeVisible();
	await screen.rerender({ value: 'na', noteWanted: 'reason' });
	await expect.element(screen.getByLabelText('Why does it not apply?')).toBeVisible();
});

test('a note can be added to any answer, and gets the focus', async () => {
	const screen = await show(ask('ynp'), { value: 'yes' });
	await userEvent.click(screen.getByRole('button', { name: /^Add a note/ }));
	await expect.element(screen.getByLabelText('What in the record shows this?')).toHaveFocus();
	await userEvent.keyboard('Seen in the plan');
	expect(told.ontype).toHaveBeenLastCalledWith('Seen in the plan');
	await userEvent.tab();
	expect(told.onleavenote).toHaveBeenCalledWith('Seen in the plan');
});

test('a note that comes from elsewhere never replaces what is being typed', async () => {
	const screen = await show(ask('ynp'), { value: 'no', noteWanted: 'evidence' });
	const box = screen.getByLabelText('What in the record shows this?');
	await box.fill('Mine');
	await screen.rerender({ note: 'Theirs' });
	await expect.element(box).toHaveValue('Mine');
	await screen.rerender({ note: 'Mine' });
	await screen.rerender({ note: 'Mine and theirs' });
	await expect.element(box).toHaveValue('Mine and theirs');
});

test('a name is warned of and blocks nothing', async () => {
	const screen = await show(ask('ynp'), {
		value: 'no',
		noteWanted: 'evidence',
		note: 'Seen at home by Mrs Okafor on Monday.'
	});
	await expect.element(screen.getByText(/looks like a name/)).toBeVisible();
	await userEvent.click(screen.getByRole('button', { name: /^Leave it as it is/ }));
	expect(screen.container.querySelector('.warn')).toBeNull();
});

test('one question can be answered by the keyboard alone', async () => {
	const screen = await show(ask('ynp'));
	must(screen.container.querySelector<HTMLElement>('summary'), 'guidance').focus();
	await userEvent.tab();
	await userEvent.keyboard('{ArrowDown}');
	expect(told.onanswer).toHaveBeenCalledExactlyOnceWith('partly');
});

test('an answer can be taken back', async () => {
	const screen = await show(ask('ynp'), { value: 'yes' });
	await userEvent.click(screen.getByRole('button', { name: /^Clear/ }));
	expect(told.onclear).toHaveBeenCalledOnce();
});

test('guidance stands as it was left, and what is to come back to says so', async () => {
	const onguidance = vi.fn();
	const onmark = vi.fn();
	const screen = await show(ask('ynp'), { guidanceOpen: true, marked: true, onguidance, onmark });
	await expect.element(screen.getByText('It is short.')).toBeVisible();
	await userEvent.click(screen.getByText('What good looks like'));
	expect(onguidance).toHaveBeenCalledExactlyOnceWith(false);
	await userEvent.click(screen.getByRole('button', { name: /^Come back to this/ }));
	expect(onmark).toHaveBeenCalledExactlyOnceWith(false);
});

test('a note is recorded on leaving though its own draft came in meanwhile, as it does with a pull', async () => {
	const screen = await show(ask('ynp'), { value: 'no', noteWanted: 'evidence' });
	const box = screen.getByLabelText('What in the record shows this?');
	await box.fill('Seen on the file');
	await screen.rerender({ note: 'Seen on the file' });
	await userEvent.tab();
	expect(told.onleavenote).toHaveBeenCalledWith('Seen on the file');
	await box.click();
	await userEvent.tab();
	expect(told.onleavenote).toHaveBeenCalledTimes(1);
});
