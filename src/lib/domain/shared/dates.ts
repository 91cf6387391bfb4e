import { z } from 'zod';

/** A calendar day in England, YYYY-MM-DD: no time, no zone. */
export type Day = string & { readonly __day?: true };

/** A moment, ISO 8601 UTC with milliseconds. */
export type Instant = string & { readonly __instant?: true };

export function isDay(text: string): text is Day {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (match === null) return false;
	const [, year, month, date] = match.map(Number) as [number, number, number, number];
	const made = new Date(Date.UTC(year, month - 1, date));
	return made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
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
	return englishDay.format(new Date(at));
}

const englishDay = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Europe/London',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});

/** Milliseconds since 1970 as an instant. */
export function instantAt(ms: number): Instant {
	return new Date(ms).toISOString();
}
