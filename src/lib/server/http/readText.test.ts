import { expect, test } from 'vitest';
import { readText } from './readText.ts';

test('a field is text as it was typed, whatever was sent', () => {
	const form = new FormData();
	form.set('password', ' four quiet stones ');
	form.set('file', new Blob(['x']));
	expect(readText(form, 'password')).toBe(' four quiet stones ');
	expect([readText(form, 'file'), readText(form, 'none')]).toEqual(['', '']);
});
