import { expect, test } from 'vitest';
import { checkNewDate, checkText, errorsOf } from './checkActs.ts';

const today = '2026-03-12';

test('a note is wanted, and no longer than it can be kept', () => {
	expect(checkText('  ', 'Write what you saw')).toBe('Write what you saw');
	expect(checkText('I read the note', 'Write what you saw')).toBeUndefined();
	expect(checkText('a'.repeat(2_001), 'Write what you saw')).toBe('Shorten this to 2000 characters');
});

test('a due date is only moved on, and never into the past', () => {
	expect(checkNewDate(null, '2026-03-17', today)).toBe('Write the new date');
	expect(checkNewDate('2026-03-17', '2026-03-17', today)).toBe('The new date must be after Tue 17 March');
	expect(checkNewDate('2026-03-18', '2026-03-17', today)).toBeUndefined();
	expect(checkNewDate('2026-03-11', '2026-03-02', today)).toBe('The new date must be today or later');
	expect(checkNewDate(today, '2026-03-02', today)).toBeUndefined();
});

test('the summary has the wrong fields only, as they stand on the page', () => {
	expect(
		errorsOf([
			['a', undefined],
			['b', 'Write it'],
			['c', 'Choose one']
		])
	).toEqual([
		{ id: 'b', words: 'Write it' },
		{ id: 'c', words: 'Choose one' }
	]);
});
