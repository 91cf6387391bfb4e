import { expect, test } from 'vitest';
import { gibibyte, mebibyte } from '#lib/domain/evidence/EvidenceQuota.ts';
import { readQuotaForm } from './readQuotaForm.ts';

function typed(personDayBytes: string, councilBytes: string): FormData {
	const form = new FormData();
	form.set('personDayBytes', personDayBytes);
	form.set('councilBytes', councilBytes);
	return form;
}

test('megabytes a day and gigabytes in all become bytes', () => {
	expect(readQuotaForm(typed('500', '50')).quota).toEqual({
		personDayBytes: 500 * mebibyte,
		councilBytes: 50 * gibibyte
	});
});

test.each(['', '0', '1e3', '-5', '49', '10.5', '99999999'])('“%s” is said to be wrong beside its box', (text) => {
	expect(readQuotaForm(typed(text, text === '49' ? '0' : text)).errors.map(({ id }) => id)).toContain('personDayBytes');
	expect(readQuotaForm(typed('500', '0')).errors).toEqual([
		{ id: 'councilBytes', words: 'Write a whole number of gigabytes from 1 to 2048' }
	]);
});
