import { expect, test } from 'vitest';
import { readTabletRulesForm } from './readTabletRulesForm.ts';

function aForm(given: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(given)) form.set(name, value);
	return form;
}
const usual = { leaseDays: '14', lockMinutes: '5', keptDays: '14', mayUsePin: 'on' };

test('V3, V6: what an administrator wrote is read', () => {
	expect(readTabletRulesForm(aForm({ ...usual, leaseDays: ' 3 ' }))).toEqual({
		rules: { leaseDays: 3, lockMinutes: 5, mayUsePin: true, keptDays: 14 },
		errors: []
	});
});

test('V3: a box that is not ticked means no PIN', () => {
	const { mayUsePin: _left, ...without } = usual;
	expect(readTabletRulesForm(aForm(without)).rules?.mayUsePin).toBe(false);
});

test.each(['', '0', '61', '1e1', '-2', '2.5', 'many', '0x10'])('V6: %o days are no lease', (leaseDays) => {
	const read = readTabletRulesForm(aForm({ ...usual, leaseDays }));
	expect(read).toMatchObject({ rules: null, errors: [{ id: 'leaseDays', words: 'Write a number from 1 to 60' }] });
});

test('W7: 0 kept days are allowed, every box that is wrong is named', () => {
	expect(readTabletRulesForm(aForm({ ...usual, keptDays: '0' })).rules?.keptDays).toBe(0);
	expect(readTabletRulesForm(aForm({})).errors.map(({ id }) => id)).toEqual(['leaseDays', 'lockMinutes', 'keptDays']);
});
