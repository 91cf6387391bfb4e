import { expect, test } from 'vitest';
import { Refusal } from '../Refusal.ts';
import { orErrorPage, readText } from './pageRefusals.ts';

test('on a page a refusal is the error page of its status, with its code', async () => {
	const refused = orErrorPage(() => Promise.reject(new Refusal('NOT_FOUND', 404)));
	await expect(refused).rejects.toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
});

test('a mistake of ours stays one, and what went well passes', async () => {
	await expect(orErrorPage(() => Promise.reject(new Error('ours')))).rejects.toThrow('ours');
	expect(await orErrorPage(async () => 3)).toBe(3);
});

test('a field is text, whatever was sent', () => {
	const form = new FormData();
	form.set('name', 'Ruth Fenn');
	form.set('file', new Blob(['x']));
	expect([readText(form, 'name'), readText(form, 'file'), readText(form, 'none')]).toEqual(['Ruth Fenn', '', '']);
});
