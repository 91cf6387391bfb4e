import { addDays, daysBetween, type Day } from '../shared/dates.ts';
import { englandAndWales, type WorkingCalendar } from './bankHolidays.ts';

/** A day reached by counting; `beyondCalendar` when bank holidays are not known for all of the way there. */
export type DayReached = { readonly on: Day; readonly beyondCalendar: boolean };
export type DaysCounted = { readonly days: number; readonly beyondCalendar: boolean };

/** Monday to Friday, bank holidays in England and Wales left out. */
export function isWorkingDay(day: Day, calendar: WorkingCalendar = englandAndWales): boolean {
	return !isWeekend(day) && !calendar.bankHolidays.has(day);
}

/**
 * The day `count` working days after `from`, which itself is day nought; before it when `count` is negative.
 * From a Saturday, one working day is the Monday.
 */
export function addWorkingDays(from: Day, count: number, calendar: WorkingCalendar = englandAndWales): DayReached {
	const step = count < 0 ? -1 : 1;
	let on = from;
	for (let left = Math.abs(count); left > 0;) {
		on = addDays(on, step);
		if (isWorkingDay(on, calendar)) left -= 1;
	}
	return { on, beyondCalendar: leavesCalendar(from, on, calendar) };
}

/**
 * The working days that pass in going from one day to another: the first day is not counted, the last is. Negative
 * when `to` is earlier, so that adding the count to `from` always comes to `to` or to the working day before it. Worked
 * out and not counted off, since a list asks it of every row.
 */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar = englandAndWales): DaysCounted {
	const isBack = to < from;
	// Going back, the day that is left is not counted and the day that is come to is: one day earlier at both ends.
	const [after, upTo] = isBack ? [addDays(to, -1), addDays(from, -1)] : [from, to];
	const days =
		weekdaysUntil(upTo) - weekdaysUntil(after) - (holidaysUntil(upTo, calendar) - holidaysUntil(after, calendar));
	return { days: isBack && days !== 0 ? -days : days, beyondCalendar: leavesCalendar(from, to, calendar) };
}

/** A Monday. */
const beginning: Day = '1899-01-02';

/** Mondays to Fridays since the beginning, this day among them. */
function weekdaysUntil(day: Day): number {
	const days = daysBetween(beginning, day);
	const weeks = Math.floor(days / 7);
	return weeks * 5 + Math.min(days - weeks * 7 + 1, 5);
}

/** Bank holidays that fall on Monday to Friday, in order. */
const sorted = new WeakMap<WorkingCalendar, readonly Day[]>();

function holidaysUntil(day: Day, calendar: WorkingCalendar): number {
	const holidays = sorted.get(calendar) ?? [...calendar.bankHolidays].filter((one) => !isWeekend(one)).sort();
	sorted.set(calendar, holidays);
	const later = holidays.findIndex((one) => one > day);
	return later < 0 ? holidays.length : later;
}

function isWeekend(day: Day): boolean {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	return weekday === 0 || weekday === 6;
}

function leavesCalendar(from: Day, to: Day, calendar: WorkingCalendar): boolean {
	return [from, to].some((day) => {
		const year = Number(day.slice(0, 4));
		return year < calendar.firstYearCovered || year > calendar.lastYearCovered;
	});
}
