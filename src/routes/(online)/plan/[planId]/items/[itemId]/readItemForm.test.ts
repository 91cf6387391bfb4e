import { expect, test } from 'vitest';
import { emptyItem } from '#lib/domain/plan/PlanItem.ts';
import { readItemForm } from './readItemForm.ts';

function form(fields: Readonly<Record<string, string>>): FormData {
	const made = new FormData();
	for (const [name, value] of Object.entries(fields)) made.append(name, value);
	return made;
}
const was = { ...emptyItem, ref: '1.1', lead: 'Rowan Hale/Ida Marsh 01/04/2018', impactRag: 'amber' as const };

test('a field that the form does not have stays as it was', () => {
	expect(readItemForm(form({ progress: ' Begun ' }), was)).toEqual({ ...was, progress: 'Begun' });
	expect(readItemForm(form({}), was)).toEqual(was);
});

test('lead and timescale stay letter for letter until one of them is changed', () => {
	expect(readItemForm(form({ who: 'Rowan Hale/Ida Marsh', timescale: '01/04/2018' }), was).lead).toBe(was.lead);
	expect(readItemForm(form({ who: 'Ida Marsh', timescale: '01/04/2018' }), was).lead).toBe('Ida Marsh\n01/04/2018');
	expect(readItemForm(form({ who: '', timescale: '' }), was).lead).toBe('');
});

test('a colour is one of the three or none', () => {
	expect(readItemForm(form({ progressRag: 'green', impactRag: '' }), was)).toMatchObject({
		progressRag: 'green',
		impactRag: null
	});
	expect(readItemForm(form({ progressRag: 'blue' }), was).progressRag).toBeNull();
});
