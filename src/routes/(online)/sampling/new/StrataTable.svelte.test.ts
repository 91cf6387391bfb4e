import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import '../../../../app.css';
import StrataTable from './StrataTable.svelte';

afterEach(cleanup);

const rows = [
	{ stratum: 'child-in-need', label: 'Child in need', available: 71, size: 7 },
	{ stratum: 'early-help', label: 'Early help', available: 2, size: 2 }
];

test('each group says how many there are, how many are drawn and what share that is', async () => {
	render(StrataTable, { rows, by: 'Stage', byHand: false, onsize: vi.fn() });
	const first = page.getByRole('row', { name: /Child in need/ });
	await expect.element(first).toHaveTextContent('Child in need71710%');
	await expect.element(page.getByRole('row', { name: /All/ })).toHaveTextContent('All73912%');
	await expect.element(page.getByRole('button', { name: 'One more Child in need' })).not.toBeInTheDocument();
});

test('by hand, a group grows and shrinks by its buttons, by keys and by typing', async () => {
	const onsize = vi.fn();
	render(StrataTable, { rows, by: 'Stage', byHand: true, onsize });
	await page.getByRole('button', { name: 'One more Child in need' }).click();
	expect(onsize).toHaveBeenLastCalledWith('child-in-need', 8);
	const box = page.getByRole('textbox', { name: 'Child in need' });
	await box.click();
	await userEvent.keyboard('{ArrowDown}');
	expect(onsize).toHaveBeenLastCalledWith('child-in-need', 7);
	await box.fill('12');
	await userEvent.tab();
	expect(onsize).toHaveBeenLastCalledWith('child-in-need', 12);
});

test('no more is drawn than there is', async () => {
	const onsize = vi.fn();
	render(StrataTable, { rows, by: 'Stage', byHand: true, onsize });
	const more = page.getByRole('button', { name: 'One more Early help' });
	await expect.element(more).toHaveAttribute('aria-disabled', 'true');
	more.element().dispatchEvent(new MouseEvent('click', { bubbles: true }));
	expect(onsize).not.toHaveBeenCalled();
});

test('the numbers go with the form, under the group’s name', async () => {
	render(StrataTable, { rows, by: 'Stage', byHand: true, onsize: vi.fn() });
	const names = [...document.querySelectorAll('input')].map(({ name }) => name);
	expect(names).toEqual(['n.child-in-need', 'n.early-help']);
	await expect.element(page.getByRole('table', { name: 'How many of each' })).toBeVisible();
});
