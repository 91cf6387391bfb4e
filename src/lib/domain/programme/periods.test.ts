import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorkingDay } from '../calendar/workingDays.ts';
import { addDays } from '../shared/dates.ts';
import { activityPeriods } from './Activity.ts';
import { periodOn, periodsWithin, yearOn } from './periods.ts';

const timing = { period: 'month', days: 20, restMonths: [], startsOn: '2026-01-01' } as const;
const weeks = [{ id: 'w', theme: 'Neglect', from: '2026-09-28', to: '2026-10-02' }];

test.each([
	['week', '2026-03-12', '2026-03-09', '2026-03-15'],
	['week', '2026-03-15', '2026-03-09', '2026-03-15'],
	['month', '2026-02-28', '2026-02-01', '2026-02-28'],
	['quarter', '2026-03-12', '2026-01-01', '2026-03-31'],
	['half-year', '2026-03-12', '2025-10-01', '2026-03-31'],
	['half-year', '2026-04-01', '2026-04-01', '2026-09-30'],
	['year', '2027-03-31', '2026-04-01', '2027-03-31'],
	['practice-week', '2026-09-30', '2026-09-28', '2026-10-02']
] as const)('the %s of %s is from %s to %s', (period, on, from, to) => {
	expect(periodOn({ ...timing, period }, on, weeks)).toMatchObject({ from, to });
});

test('a period begins on its first working day, and is due in working days but never after its last', () => {
	expect(periodOn(timing, '2026-05-20')).toMatchObject({ startsOn: '2026-05-01', dueOn: '2026-05-29' });
	expect(periodOn({ ...timing, days: 5 }, '2026-08-20')).toMatchObject({ startsOn: '2026-08-03', dueOn: '2026-08-10' });
	// Christmas: the last working day of December 2026 is the 31st, and none of 25 and 28 counts.
	expect(periodOn({ ...timing, days: 17 }, '2026-12-25')).toMatchObject({
		startsOn: '2026-12-01',
		dueOn: '2026-12-24'
	});
	expect(periodOn({ ...timing, period: 'week', days: 5 }, '2026-12-25')).toMatchObject({ dueOn: '2026-12-24' });
});

test('there is none in a month of rest, before it begins, or outside a practice week', () => {
	expect(periodOn({ ...timing, restMonths: [8] }, '2026-08-12')).toBe(null);
	expect(periodOn({ ...timing, startsOn: '2026-04-01' }, '2026-03-31')).toBe(null);
	expect(periodOn({ ...timing, period: 'practice-week' }, '2026-09-01', weeks)).toBe(null);
	// A week that is all bank holiday and weekend has no day to work on.
	const christmas = [{ id: 'x', theme: 'None', from: '2026-12-25', to: '2026-12-28' }];
	expect(periodOn({ ...timing, period: 'practice-week' }, '2026-12-26', christmas)).toBe(null);
});

test('one that is put on the programme in the middle of a period begins that day', () => {
	expect(periodOn({ ...timing, startsOn: '2026-03-14' }, '2026-03-20')).toMatchObject({
		from: '2026-03-01',
		startsOn: '2026-03-16'
	});
});

test('a year of months has twelve, less the months of rest; of weeks, 53 or 52', () => {
	const year = yearOn('2026-05-01');
	expect(year).toEqual({ from: '2026-04-01', to: '2027-03-31' });
	expect(periodsWithin({ ...timing, restMonths: [8] }, year)).toHaveLength(11);
	expect(periodsWithin({ ...timing, period: 'half-year' }, year)).toHaveLength(2);
	expect(periodsWithin({ ...timing, period: 'week' }, year)).toHaveLength(53);
	expect(periodsWithin({ ...timing, period: 'practice-week' }, year, weeks)).toHaveLength(1);
});

test('every period holds the day, begins and is due on working days within it, and they never overlap', () => {
	const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days));
	fc.assert(
		fc.property(day, fc.constantFrom(...activityPeriods), fc.integer({ min: 1, max: 120 }), (on, period, days) => {
			const found = periodOn({ ...timing, period, days, startsOn: '2020-01-01' }, on, weeks);
			if (found === null) return;
			expect([found.from <= on, on <= found.to]).toEqual([true, true]);
			expect([isWorkingDay(found.startsOn), isWorkingDay(found.dueOn)]).toEqual([true, true]);
			expect([found.from <= found.startsOn, found.startsOn <= found.dueOn, found.dueOn <= found.to]).toEqual([
				true,
				true,
				true
			]);
			const next = periodOn({ ...timing, period, days, startsOn: '2020-01-01' }, addDays(found.to, 1), weeks);
			if (next !== null) expect(next.from > found.to).toBe(true);
		})
	);
});
