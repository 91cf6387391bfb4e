import { expect, test } from 'vitest';
import { dateOf, errorFor, textOf, typedIn } from './readForm.ts';

function aForm(given: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(given)) form.set(name, value);
	return form;
}

test('text is taken without the blanks around it, and nothing is an empty text', () => {
	expect(textOf(aForm({ note: '  seen  ' }), 'note')).toBe('seen');
	expect(textOf(aForm({}), 'note')).toBe('');
});

test('a date is read from its three boxes', () => {
	expect(dateOf(aForm({ 'due-day': '17', 'due-month': 'March', 'due-year': '2026' }), 'due')).toEqual({
		day: '2026-03-17',
		problem: null
	});
	expect(dateOf(aForm({}), 'due')).toEqual({ day: null, problem: null });
});

test('a date that is none says what to do', () => {
	const read = dateOf(aForm({ 'due-day': '31', 'due-month': '2', 'due-year': '2026' }), 'due');
	expect(read.problem).toBe('February has 28 days that year');
});

test('what was typed comes back, files left out', () => {
	const form = aForm({ a: '1' });
	form.set('file', new File(['x'], 'x.csv'));
	expect(typedIn(form)).toEqual({ a: '1' });
});

test('a field finds its own error', () => {
	expect(errorFor([{ id: 'note', words: 'Write a note' }], 'note')).toBe('Write a note');
	expect(errorFor(undefined, 'note')).toBeUndefined();
});
