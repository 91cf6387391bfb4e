import { z } from 'zod';

/** A calendar day in England, YYYY-MM-DD: no time, no zone. */
export type Day = string & { readonly __day?: true };

/** A moment, ISO 8601 UTC with milliseconds. */
export type Instant = string & { readonly __instant?: true };

export function isDay(text: string): text is Day {
	if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false;
	const [year, month, date] = [digitsIn(text, 0, 4), digitsIn(text, 5, 7), digitsIn(text, 8, 10)];
	return year >= firstYear && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
}

/** Years of one or two digits are slips of the pen. */
const firstYear = 100;

/** -1 where any of them is no digit. A caseload asks of half a million days, so no pattern and no Date are made for each. */
function digitsIn(text: string, from: number, to: number): number {
	let number = 0;
	for (let at = from; at < to; at += 1) {
		const digit = text.charCodeAt(at) - 48;
		if (digit < 0 || digit > 9) return -1;
		number = number * 10 + digit;
	}
	return number;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysInMonth(year: number, month: number): number {
	const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	return month === 2 && isLeap ? 29 : (monthDays[month - 1] ?? 0);
}

export const day = z.string().refine(isDay, 'not a day');
export const instant = z.iso.datetime();

/** The whole days between two days; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export function addDays(from: Day, days: number): Day {
	return new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day it is in England at a moment: clocks and due dates are English days, not UTC ones. */
export function dayInEngland(at: Instant): Day {
	// England keeps UTC, or is an hour ahead of it: before eleven at night by UTC the day is the same. A list asks of 20,000.
	const isUtc = at.length === 24 && at.endsWith('Z') && at[10] === 'T';
	return isUtc && at.slice(11, 13) < '23' ? at.slice(0, 10) : englishDay.format(new Date(at));
}

const englishDay = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Europe/London',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});

/** The first millisecond of a day in England: midnight there is midnight by UTC, or an hour before it in summer. */
export function startOfDay(of: Day): number {
	const midnight = Date.parse(`${of}T00:00:00.000Z`);
	const hourBefore = midnight - 3_600_000;
	return dayInEngland(instantAt(hourBefore)) === of ? hourBefore : midnight;
}

/** Milliseconds since 1970 as an instant. */
export function instantAt(ms: number): Instant {
	return new Date(ms).toISOString();
}
