import { expect, test } from 'vitest';
import { checkDueDate, workingDayOnOrBefore } from './dueDate.ts';

test('a due date in the past is refused', () => {
	expect(checkDueDate('2026-03-11', '2026-03-12')).toEqual({
		ok: false,
		problem: { code: 'allocation.due-in-past', facts: { dueOn: '2026-03-11', today: '2026-03-12' } }
	});
});

test('today is not the past', () => expect(checkDueDate('2026-03-12', '2026-03-12')).toMatchObject({ ok: true }));

test('it says how many working days there are, and whether it is one', () => {
	expect(checkDueDate('2026-03-31', '2026-03-12')).toEqual({
		ok: true,
		value: { workingDays: 13, isWorkingDay: true, beyondCalendar: false }
	});
	expect(checkDueDate('2026-04-03', '2026-03-12')).toMatchObject({ value: { workingDays: 15, isWorkingDay: false } });
});

test.each([
	['2026-12-25', '2026-12-24'],
	['2026-12-28', '2026-12-24'],
	['2026-12-27', '2026-12-24'],
	['2026-12-29', '2026-12-29']
])('what would fall due on %s falls due on %s', (day, on) => expect(workingDayOnOrBefore(day)).toBe(on));
