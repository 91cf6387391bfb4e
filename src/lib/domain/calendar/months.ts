import type { Day } from '../shared/dates.ts';

/** The same date so many months on, or the last day of a shorter month: 31 January and one month is 28 February. */
export function addMonths(from: Day, months: number): Day {
	const [year, month, date] = from.split('-').map(Number) as [number, number, number];
	const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10);
}
