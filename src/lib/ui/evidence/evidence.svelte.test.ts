import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../accessible.ts';
import AddFile from './AddFile.svelte';
import type { FileItem } from './FileItem.ts';
import FileList from './FileList.svelte';
import ShownPicture from './ShownPicture.svelte';

const grey = 'data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==';
const files: readonly FileItem[] = [
	{
		id: '1',
		name: 'Bedroom.jpg',
		bytes: 900_000,
		isPicture: true,
		thumb: grey,
		state: { kind: 'sending', done: 3, parts: 8 }
	},
	{ id: '2', name: 'Plan.pdf', bytes: 2_500_000, isPicture: false, thumb: null, state: { kind: 'sent' } }
];

test('each file says where it stands, is opened by its name and removed by its button', async () => {
	const [onopen, onremove] = [vi.fn(), vi.fn()];
	const screen = await render(FileList, { files, label: 'Photos and files for 2.1', onopen, onremove });
	await expect.element(screen.getByText('879 KB · Sending 3 of 8')).toBeVisible();
	await expect.element(screen.getByText('2.4 MB · Sent')).toBeVisible();
	await userEvent.click(screen.getByRole('button', { name: 'Open Plan.pdf' }));
	await userEvent.click(screen.getByRole('button', { name: 'Remove Bedroom.jpg' }));
	expect([onopen.mock.calls, onremove.mock.calls]).toEqual([[['2']], [['1']]]);
	await expectAccessible(screen.container);
});

test('who may only read has nothing to remove, and an empty list is not there', async () => {
	const screen = await render(FileList, { files: files.slice(1), label: 'Files', onopen: () => undefined });
	expect(screen.getByRole('button', { name: /^Remove/ }).elements()).toEqual([]);
	const empty = await render(FileList, { files: [], label: 'Nothing' });
	expect(empty.getByRole('list', { name: 'Nothing' }).elements()).toEqual([]);
});

test('one button takes photos and files, by keyboard too', async () => {
	const onfiles = vi.fn();
	const screen = await render(AddFile, { about: 'to 2.1', onfiles });
	const input = screen.container.querySelector('input');
	if (input === null) throw new Error('no input');
	const opened = vi.spyOn(input, 'click').mockImplementation(() => undefined);
	await userEvent.tab();
	await userEvent.keyboard('{Enter}');
	expect(opened).toHaveBeenCalledOnce();
	await userEvent.upload(input, new File(['x'], 'x.pdf'));
	expect(onfiles.mock.calls[0]?.[0]).toHaveLength(1);
	await expectAccessible(screen.container);
});

test('a picture stands over the page and closes by Escape', async () => {
	const onclose = vi.fn();
	const screen = await render(ShownPicture, { address: grey, name: 'Bedroom.jpg', onclose });
	await expect.element(screen.getByRole('img', { name: 'Bedroom.jpg' })).toBeVisible();
	await expectAccessible(screen.container);
	await userEvent.keyboard('{Escape}');
	await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
});
