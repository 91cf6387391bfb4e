import { afterEach, expect, test } from 'vitest';
import { keepOutOfHistory } from './outOfHistory.ts';

let stop = () => {};
afterEach(() => {
	stop();
	document.body.replaceChildren();
});

function put(html: string): void {
	const place = document.createElement('div');
	place.innerHTML = html;
	document.body.append(place);
}
const formOf = (id: string) => (document.getElementById(id) as HTMLTextAreaElement).form;
const soon = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a box without a form belongs to one that no browser restores, whether it was there or comes later', async () => {
	put('<textarea id="early"></textarea>');
	stop = keepOutOfHistory(document);
	put('<p><select id="late"></select></p><input id="number" />');
	await soon();
	for (const id of ['early', 'late', 'number']) expect(formOf(id)?.autocomplete).toBe('off');
});

test('a form of its own is asked the same, and stays the box’s form', async () => {
	stop = keepOutOfHistory(document);
	put('<form id="own"><textarea id="inside"></textarea></form>');
	await soon();
	expect([formOf('inside')?.id, formOf('inside')?.autocomplete]).toEqual(['own', 'off']);
});

test('Enter in such a box sends nothing anywhere', async () => {
	stop = keepOutOfHistory(document);
	put('<input id="alone" />');
	await soon();
	const before = location.href;
	formOf('alone')?.requestSubmit();
	await soon();
	expect(location.href).toBe(before);
});

test('stopped, it leaves nothing behind', async () => {
	stop = keepOutOfHistory(document);
	stop();
	put('<textarea id="after"></textarea>');
	await soon();
	expect([formOf('after'), document.querySelector('form')]).toEqual([null, null]);
});
