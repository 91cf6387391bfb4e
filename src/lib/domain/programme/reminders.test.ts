import { expect, test } from 'vitest';
import { remindersOf } from './reminders.ts';

const due = (...days: string[]) => days.map((dueOn) => ({ dueOn }));

test('what is due within three working days is soon, what is past its day is late, and the rest is left alone', () => {
	const audits = due('2026-03-11', '2026-02-01', '2026-03-12', '2026-03-17', '2026-03-18');
	expect(remindersOf(audits, '2026-03-12')).toEqual({ soon: 2, late: 2 });
	expect(remindersOf([], '2026-03-12')).toEqual({ soon: 0, late: 0 });
});
