import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../accessible.ts';
import Fixture from './Sortable.fixture.svelte';

async function list() {
	const moved = vi.fn<(ids: string) => void>();
	const screen = await render(Fixture, { onmoved: moved });
	const handle = (id: string) => screen.getByRole('button', { name: new RegExp(`^Move Row ${id}`) });
	return { screen, moved, handle };
}

test('the arrow keys move a row, say where it is now, and keep the focus on it', async () => {
	const { screen, moved, handle } = await list();
	await userEvent.click(handle('a'));
	await userEvent.keyboard('{ArrowDown}');
	expect(moved).toHaveBeenLastCalledWith('bac');
	await expect.element(screen.getByRole('status')).toHaveTextContent('Row a: now 2 of 3');
	await expect.element(handle('a')).toHaveFocus();
	await userEvent.keyboard('{End}');
	expect(moved).toHaveBeenLastCalledWith('bca');
	await userEvent.keyboard('{Home}');
	expect(moved).toHaveBeenLastCalledWith('abc');
});

test('past an end nothing moves, and other keys are left alone', async () => {
	const { moved, handle } = await list();
	await userEvent.click(handle('a'));
	await userEvent.keyboard('{ArrowUp}{Enter}{Control>}{ArrowDown}{/Control}');
	expect(moved).not.toHaveBeenCalled();
});

test('a row is dragged by its handle to before another; Escape lets it stay', async () => {
	const { moved, handle } = await list();
	const from = handle('c').element();
	const top = handle('a').element().getBoundingClientRect();
	const start = from.getBoundingClientRect();
	// The pointer is made here: only a real one can be captured.
	from.setPointerCapture = () => undefined;
	const at = (type: string, y: number) =>
		from.dispatchEvent(
			new PointerEvent(type, { clientX: start.x + 5, clientY: y, button: 0, pointerId: 1, bubbles: true })
		);
	at('pointerdown', start.y + 5);
	at('pointermove', top.y + 2);
	from.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
	at('pointerup', top.y + 2);
	expect(moved).not.toHaveBeenCalled();
	at('pointerdown', start.y + 5);
	at('pointermove', top.y + 2);
	at('pointerup', top.y + 2);
	expect(moved).toHaveBeenLastCalledWith('cab');
});

test('it can be used by everyone, at 320 pixels too', async () => {
	const { screen } = await list();
	await expectAccessible(screen.container);
});
