import { addDays, dayInEngland, type Day, type Instant } from '../shared/dates.ts';
import { englandAndWales, type WorkingCalendar } from './bankHolidays.ts';
import { isWorkingDay } from './workingDays.ts';

/** When the office is open, in minutes after midnight by the clock on the wall in England. */
export type OfficeHours = { readonly opens: number; readonly closes: number };

/** Nine to five: the proposed default (practice.md 1.8 says "working time" and leaves the hours to the council). */
export const nineToFive: OfficeHours = { opens: 9 * 60, closes: 17 * 60 };

const minuteMs = 60_000;
const wallClock = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/London',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23'
});

/**
 * The moment so many working minutes after another: only the minutes in which the office is open are counted, so that
 * four hours from three o'clock on the Thursday before Easter end at eleven on the Tuesday after it.
 */
export function addWorkingMinutes(
	from: Instant,
	minutes: number,
	calendar: WorkingCalendar = englandAndWales,
	hours: OfficeHours = nineToFive
): Instant {
	let day = dayInEngland(from);
	let at = isWorkingDay(day, calendar) ? Math.max(minuteOfDay(from), hours.opens) : hours.opens;
	for (let left = minutes; ; day = addDays(day, 1), at = hours.opens) {
		if (!isWorkingDay(day, calendar)) continue;
		const today = Math.max(0, hours.closes - at);
		if (left <= today) return momentOn(day, at + left);
		left -= today;
	}
}

/** The moment the office closes on a day. */
export function closingOn(day: Day, hours: OfficeHours = nineToFive): Instant {
	return momentOn(day, hours.closes);
}

/** Whether somebody is at work at a moment. */
export function isOfficeOpen(
	at: Instant,
	calendar: WorkingCalendar = englandAndWales,
	hours: OfficeHours = nineToFive
): boolean {
	const minute = minuteOfDay(at);
	return isWorkingDay(dayInEngland(at), calendar) && minute >= hours.opens && minute < hours.closes;
}

function minuteOfDay(at: Instant): number {
	const [hour = 0, minute = 0] = wallClock.format(new Date(at)).split(':').map(Number);
	return hour * 60 + minute;
}

/** What the clock on the wall calls a minute of a day, as a moment: summer time is an hour ahead of UTC. */
function momentOn(day: Day, minute: number): Instant {
	const asUtc = Date.parse(`${day}T00:00:00Z`) + minute * minuteMs;
	const shown = minuteOfDay(new Date(asUtc).toISOString());
	const ahead = (shown - minute + 24 * 60) % (24 * 60);
	return new Date(asUtc - ahead * minuteMs).toISOString();
}
