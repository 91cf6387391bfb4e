import { beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { readAudit } from '#lib/domain/audits/readAudit.ts';
import type { AuditHead, Json } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { anAudit, aSmallTemplate } from '../../../../tests/fixtures/records.ts';
import { expectAccessible } from '../accessible.ts';
import { proportion } from '#lib/domain/reporting/interval.ts';
import DipGrid from './DipGrid.svelte';
import SampleFindings from './SampleFindings.svelte';
import SeveralAtOnce from './SeveralAtOnce.svelte';

const today = '2026-03-12';
const template = aSmallTemplate();
const questions = template.sections.flatMap((section) => section.questions).filter(({ kind }) => kind !== 'text');
const told = { onanswer: vi.fn(), onopen: vi.fn(), onundo: vi.fn(), ongive: vi.fn(), onclose: vi.fn() };
beforeEach(() => Object.values(told).forEach((one) => one.mockReset()));

function child(id: string, values: Readonly<Record<string, Json>> = {}, head: Partial<AuditHead> = {}) {
	const at = '2026-03-12T10:00:00.000Z';
	const fields = Object.entries(values).map(([key, value]) => [key, { ver: 1, value, by: 'me', at }]);
	const record = anAudit({ caseRef: `9X-${id}`, ...head }, Object.fromEntries(fields));
	return { id, head: record.head, audit: readAudit(record, template), href: `/samples/s?child=${id}` };
}
const children = [
	child('one', { 'answer/CJ1.1': 'cannot-tell', 'answer/CJ2.1': 'no' }),
	child('two'),
	child('done', { 'answer/CJ2.1': 'yes' }, { state: 'submitted' })
];

async function showGrid() {
	const screen = await render(DipGrid, {
		groups: [{ route: 'random' as const, children }],
		questions,
		openId: 'two',
		today,
		label: 'Three children',
		...told
	});
	await vi.waitFor(() => expect(screen.container.querySelectorAll('tbody tr')).toHaveLength(3));
	const cell = (of: string, column: number) =>
		must(screen.container.querySelector<HTMLElement>(`td[data-child="${of}"][data-column="${column}"]`), 'a square');
	return { screen, cell };
}

test('every child has its row with what was judged, what wants a note and what needs a call', async () => {
	const { screen, cell } = await showGrid();
	expect(cell('one', 1).textContent).toMatch(/No.*Note wanted/s);
	expect(cell('two', 1).textContent).toContain('Not judged');
	await expect.element(screen.getByRole('link', { name: /^Call today/ })).toBeVisible();
	await expect.element(screen.getByRole('link', { name: '9X-two' })).toHaveAttribute('aria-current', 'true');
	await expectAccessible(screen.container);
});

test('Tab comes to one square; arrows go from there, and stay at the edge', async () => {
	const { screen, cell } = await showGrid();
	expect(screen.container.querySelectorAll('td[tabindex="0"]')).toHaveLength(1);
	cell('one', 0).focus();
	await userEvent.keyboard('{ArrowUp}{ArrowRight}{ArrowDown}');
	expect(document.activeElement).toBe(cell('two', 1));
	expect([...screen.container.querySelectorAll('td[tabindex="0"]')]).toEqual([cell('two', 1)]);
	await userEvent.keyboard('{End}{ArrowRight}{PageUp}');
	expect(document.activeElement).toBe(cell('one', questions.length - 1));
});

test('a letter or a figure answers and goes on to the next square', async () => {
	const { cell } = await showGrid();
	cell('two', 0).focus();
	await userEvent.keyboard('1p2');
	expect(told.onanswer.mock.calls).toEqual([
		['two', 'CJ1.1', 'safe'],
		['two', 'CJ2.1', 'partly'],
		['two', 'CJ2.2', 'good']
	]);
	expect(document.activeElement).toBe(cell('two', 3));
});

test('Backspace takes back what was answered, and nothing where there is nothing', async () => {
	const { cell } = await showGrid();
	cell('two', 1).focus();
	await userEvent.keyboard('{Backspace}');
	expect(told.onanswer).not.toHaveBeenCalled();
	cell('one', 1).focus();
	await userEvent.keyboard('{Backspace}');
	expect(told.onanswer).toHaveBeenCalledExactlyOnceWith('one', 'CJ2.1', null);
});

test('what is submitted takes no answer, and neither key nor finger changes it', async () => {
	const { cell } = await showGrid();
	cell('done', 1).focus();
	await userEvent.keyboard('n{Backspace}');
	expect(told.onanswer).not.toHaveBeenCalled();
	expect(cell('done', 1)).toHaveAttribute('aria-readonly', 'true');
});

test('Enter and a finger open the child at the question; Ctrl and Z undo', async () => {
	const { cell } = await showGrid();
	cell('two', 2).focus();
	await userEvent.keyboard('{Enter}');
	expect(told.onopen).toHaveBeenLastCalledWith('two', 'CJ2.2');
	await userEvent.click(cell('one', 0));
	expect(told.onopen).toHaveBeenLastCalledWith('one', 'CJ1.1');
	await userEvent.keyboard('{Control>}z{/Control}');
	expect(told.onundo).toHaveBeenCalledOnce();
});

test('the same answer goes to those chosen; nothing is chosen before', async () => {
	const screen = await render(SeveralAtOnce, { children, questions, today, ...told });
	await userEvent.selectOptions(screen.getByLabelText('Question', { exact: true }), 'CJ2.1');
	for (const input of screen.container.querySelectorAll('input')) expect(input.checked).toBe(false);
	expect(screen.container.textContent).not.toContain('9X-done');
	await expect.element(screen.getByText('Now: No')).toBeVisible();
	await userEvent.click(screen.getByRole('button', { name: 'Give this answer' }));
	await expect.element(screen.getByText('Choose at least one child')).toBeVisible();
	await userEvent.click(screen.getByRole('button', { name: 'Choose the 1 without an answer' }));
	await userEvent.click(screen.getByText(/^9X-one/));
	await userEvent.click(screen.getByText('Partly', { exact: true }));
	await expectAccessible(screen.container);
	await userEvent.click(screen.getByRole('button', { name: 'Give it to 2 children' }));
	expect(told.ongive).toHaveBeenCalledExactlyOnceWith(['one', 'two'], 'CJ2.1', 'partly');
});

test('what a sample shows carries its n, its range, and who was put forward', async () => {
	const [first] = questions.filter(({ id }) => id === 'CJ2.1');
	const question = must(first, 'CJ2.1');
	const summary = {
		looked: 10,
		atRandom: 8,
		questions: [{ question, found: proportion(7, 10), atRandom: proportion(6, 8) }]
	};
	const screen = await render(SampleFindings, { summary, all: 10, putForward: ['9X-1', '9X-2'] });
	await expect.element(screen.getByText('All 10 children looked at, 8 of them drawn at random.')).toBeVisible();
	await expect.element(screen.getByText('7 of 10 Yes')).toBeVisible();
	await expect.element(screen.getByText('6 of 8 at random, so between 41% and 93%')).toBeVisible();
	await expect.element(screen.getByText('9X-1 and 9X-2')).toBeVisible();
	await expectAccessible(screen.container);
});
