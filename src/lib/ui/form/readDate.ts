import { isDay, type Day } from '#lib/domain/shared/dates.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';

const monthNames = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];

export type DateProblem =
	| 'date.no-day'
	| 'date.no-month'
	| 'date.no-year'
	| 'date.short-year'
	| 'date.not-a-month'
	| 'date.not-a-day'
	| 'date.not-a-number';
export type TypedDate = { readonly day: string; readonly month: string; readonly year: string };
export const noDate: TypedDate = { day: '', month: '', year: '' };

/** What was typed into the three boxes; null when all are empty. The problem says which box is wrong. */
export function readDate(typed: TypedDate): Result<Day | null, DateProblem> {
	const [day, month, year] = [typed.day, typed.month, typed.year].map((text) => text.trim()) as [
		string,
		string,
		string
	];
	if (day === '' && month === '' && year === '') return ok(null);
	if (day === '') return problem('date.no-day');
	if (month === '') return problem('date.no-month');
	if (year === '') return problem('date.no-year');
	if (!/^\d{1,2}$/.test(day) || !/^\d+$/.test(year)) return problem('date.not-a-number');
	if (year.length !== 4) return problem('date.short-year');
	return readParts(Number(day), monthOf(month), Number(year));
}

/** A whole date typed or pasted into one box: "17/3/2026", "17 March 2026", "2026-03-17". */
export function splitDate(text: string): TypedDate | null {
	const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
	if (iso) return { day: iso[3] ?? '', month: iso[2] ?? '', year: iso[1] ?? '' };
	const british = /^\s*(\d{1,2})(?:st|nd|rd|th)?[\s/.,-]+(\d{1,2}|[a-z]{3,})[\s/.,-]+(\d{2,4})\s*$/i.exec(text);
	return british ? { day: british[1] ?? '', month: british[2] ?? '', year: british[3] ?? '' } : null;
}

export function typedFrom(day: Day | null | undefined): TypedDate {
	if (!day) return noDate;
	const [year = '', month = '', date = ''] = day.split('-');
	return { day: String(Number(date)), month: String(Number(month)), year };
}

/** Which box a problem is about, to mark it and to move the cursor there. */
export function boxOf(code: DateProblem): keyof TypedDate {
	if (code === 'date.no-month' || code === 'date.not-a-month') return 'month';
	return code === 'date.no-year' || code === 'date.short-year' ? 'year' : 'day';
}

function readParts(day: number, month: number | null, year: number): Result<Day | null, DateProblem> {
	if (month === null || month < 1 || month > 12) return problem('date.not-a-month');
	const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
	if (isDay(text)) return ok(text);
	const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
	return problem('date.not-a-day', { month: monthNames[month - 1] ?? '', days });
}

function monthOf(text: string): number | null {
	if (/^\d{1,2}$/.test(text)) return Number(text);
	const at = text.length < 3 ? -1 : monthNames.findIndex((name) => name.toLowerCase().startsWith(text.toLowerCase()));
	return at < 0 ? null : at + 1;
}
