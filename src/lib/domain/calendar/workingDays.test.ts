import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day } from '../shared/dates.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './workingDays.ts';

const days = fc.integer({ min: 0, max: 8000 }).map((offset) => addDays('2013-01-01', offset));
const counts = fc.integer({ min: -130, max: 130 });

test.each<[Day, boolean]>([
	['2026-03-31', true],
	['2026-04-03', false],
	['2026-04-04', false],
	['2026-04-06', false],
	['2022-09-19', false]
])('%s: working day %s', (day, working) => expect(isWorkingDay(day)).toBe(working));

test('forty-five working days from a referral step over the bank holidays of May', () => {
	expect(addWorkingDays('2026-04-07', 45)).toEqual({ on: '2026-06-11', beyondCalendar: false });
});

test('one working day from a Saturday is the Monday', () => {
	expect(addWorkingDays('2026-03-14', 1).on).toBe('2026-03-16');
});

test('no working days is the day itself', () => expect(addWorkingDays('2026-03-14', 0).on).toBe('2026-03-14'));

test('three working days before the Tuesday after Easter is the Tuesday before', () => {
	expect(addWorkingDays('2026-04-07', -3).on).toBe('2026-03-31');
});

test('from Friday to Monday one working day passes, and one less than none the other way', () => {
	expect(workingDaysBetween('2026-03-13', '2026-03-16').days).toBe(1);
	expect(workingDaysBetween('2026-03-16', '2026-03-13').days).toBe(-1);
});

test('past the last bank holiday known, the count says that it is not sure', () => {
	expect(addWorkingDays('2035-12-31', 1)).toEqual({ on: '2036-01-01', beyondCalendar: true });
	expect(workingDaysBetween('2011-12-30', '2012-01-03').beyondCalendar).toBe(true);
	expect(workingDaysBetween('2035-12-24', '2035-12-31').beyondCalendar).toBe(false);
});

test('counting back what was added gives the number that was added', () => {
	fc.assert(
		fc.property(days, counts, (from, count) => {
			expect(workingDaysBetween(from, addWorkingDays(from, count).on).days).toBe(count);
		})
	);
});

test('adding in two steps is adding at once', () => {
	fc.assert(
		fc.property(days, fc.nat(60), fc.nat(60), (from, first, second) => {
			const twice = addWorkingDays(addWorkingDays(from, first).on, second);
			expect(twice.on).toBe(addWorkingDays(from, first + second).on);
		})
	);
});

test('what is reached is a working day', () => {
	fc.assert(
		fc.property(days, counts, (from, count) => {
			fc.pre(count !== 0);
			expect(isWorkingDay(addWorkingDays(from, count).on)).toBe(true);
		})
	);
});

test('what is worked out is what would be counted off day by day, either way', () => {
	const countedOff = (from: Day, to: Day) => {
		const step = to < from ? -1 : 1;
		let passed = 0;
		for (let on = from; on !== to;) {
			on = addDays(on, step);
			if (isWorkingDay(on)) passed += step;
		}
		return passed;
	};
	fc.assert(
		fc.property(days, fc.integer({ min: -400, max: 400 }), (from, away) => {
			const to = addDays(from, away);
			expect(workingDaysBetween(from, to).days).toBe(countedOff(from, to));
		}),
		{ numRuns: 60 }
	);
});

test('a bank holiday that falls on a Saturday is not left out twice', () => {
	const calendar = { source: '', firstYearCovered: 2026, lastYearCovered: 2026, lastYearPublished: 2026 };
	const bankHolidays = new Set<Day>(['2026-03-14', '2026-03-17']);
	expect(workingDaysBetween('2026-03-13', '2026-03-18', { ...calendar, bankHolidays }).days).toBe(2);
});
