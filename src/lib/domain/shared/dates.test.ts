import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, dayInEngland, daysBetween, instant, isDay, instantAt, startOfDay } from './dates.ts';

/** Every day Dipper may meet: births of care leavers to plans far ahead. */
const anyDay = fc
	.integer({ min: 0, max: 60_000 })
	.map((days) => new Date(Date.UTC(1950, 0, 1 + days)).toISOString().slice(0, 10));

describe('a day', () => {
	test.each(['2026-03-12', '2024-02-29', '2000-02-29', '1999-12-31'])('%s is one', (text) => {
		expect(isDay(text)).toBe(true);
		expect(day.safeParse(text).success).toBe(true);
	});

	test.each([
		...['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00'],
		...['2026-1-1', '26-01-01', ' 2026-01-01', '2026-01-01\n', '2026-01-01T00:00:00Z', '12/03/2026', '']
	])('%j is none', (text) => {
		expect(isDay(text)).toBe(false);
		expect(day.safeParse(text).success).toBe(false);
	});

	test('every day there is, is one, and whatever is written another way is none: as the calendar of the machine says', () => {
		const byCalendar = (text: string) => {
			const [, year, month, date] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
			if (year === undefined || month === undefined || date === undefined) return false;
			const made = new Date(Date.UTC(year, month - 1, date));
			return made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
		};
		const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
		const nearly = fc
			.tuple(digits(4), fc.constantFrom('-', '/', '1'), digits(2), fc.constantFrom('-', ' '), digits(2))
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(fc.oneof(anyDay, nearly, fc.string({ maxLength: 12 })), (text) => {
				expect(isDay(text)).toBe(byCalendar(text));
			}),
			{ numRuns: 2000 }
		);
		fc.assert(fc.property(anyDay, (text) => isDay(text)));
	});

	test('a moment is ISO 8601 in UTC and nothing else', () => {
		expect(instant.safeParse('2026-03-12T14:02:00.000Z').success).toBe(true);
		for (const other of ['2026-03-12', '2026-03-12T14:02:00', '2026-03-12T14:02:00+01:00', 'now'])
			expect(instant.safeParse(other).success, other).toBe(false);
	});
});

describe('counting days', () => {
	test.each([
		['over a leap day', '2024-02-28', 2, '2024-03-01'],
		['over the new year', '2025-12-31', 1, '2026-01-01'],
		['over the hour that is lost in March', '2026-03-28', 2, '2026-03-30'],
		['over the hour that is won in October', '2026-10-24', 2, '2026-10-26'],
		['backwards', '2026-03-01', -1, '2026-02-28'],
		['not at all', '2026-03-01', 0, '2026-03-01']
	])('%s', (_, from, days, to) => {
		expect(addDays(from, days)).toBe(to);
		expect(daysBetween(from, to)).toBe(days);
	});

	test('what is added can be counted again, and taken away again', () => {
		fc.assert(
			fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
				const to = addDays(from, days);
				expect(isDay(to)).toBe(true);
				expect(daysBetween(from, to)).toBe(days);
				expect(addDays(to, -days)).toBe(from);
			})
		);
	});

	test('days sort as texts do', () => {
		fc.assert(
			fc.property(anyDay, anyDay, (one, other) => {
				expect(one < other).toBe(daysBetween(one, other) > 0);
			})
		);
	});
});

describe('the day it is in England', () => {
	test.each([
		['in winter midnight is midnight', '2026-01-15T23:59:59.999Z', '2026-01-15'],
		['in winter midnight is midnight', '2026-01-16T00:00:00.000Z', '2026-01-16'],
		['in summer the day begins an hour before UTC’s', '2026-07-15T22:59:59.999Z', '2026-07-15'],
		['in summer the day begins an hour before UTC’s', '2026-07-15T23:00:00.000Z', '2026-07-16'],
		['the night the clocks go forward', '2026-03-29T00:30:00.000Z', '2026-03-29'],
		['the evening of that day', '2026-03-29T23:30:00.000Z', '2026-03-30'],
		['the night the clocks go back, before', '2026-10-24T23:30:00.000Z', '2026-10-25'],
		['the evening of that day, in winter time already', '2026-10-25T23:30:00.000Z', '2026-10-25']
	])('%s: %s', (_, at, on) => {
		expect(dayInEngland(at)).toBe(on);
	});

	test('is UTC’s day or the next, and never goes back', () => {
		const anyMoment = fc.integer({ min: 0, max: 4_000_000_000_000 });
		fc.assert(
			fc.property(anyMoment, fc.nat(86_400_000), (ms, later) => {
				const at = new Date(ms).toISOString();
				const on = dayInEngland(at);
				expect([at.slice(0, 10), addDays(at.slice(0, 10), 1)]).toContain(on);
				expect(dayInEngland(new Date(ms + later).toISOString()) >= on).toBe(true);
			})
		);
	});
});

test('a moment in milliseconds is written as an instant', () => {
	expect(instantAt(0)).toBe('1970-01-01T00:00:00.000Z');
});

test('a day begins in England with its first millisecond and not before, in winter, in summer and where the clocks change', () => {
	expect(instantAt(startOfDay('2026-01-15'))).toBe('2026-01-15T00:00:00.000Z');
	expect(instantAt(startOfDay('2026-06-15'))).toBe('2026-06-14T23:00:00.000Z');
	fc.assert(
		fc.property(fc.oneof(anyDay, fc.constantFrom('2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26')), (on) => {
			const start = startOfDay(on);
			expect(dayInEngland(instantAt(start))).toBe(on);
			expect(dayInEngland(instantAt(start - 1))).toBe(addDays(on, -1));
		})
	);
});
