import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayInEngland } from '../shared/dates.ts';
import { addWorkingMinutes, closingOn, isOfficeOpen, nineToFive } from './workingHours.ts';
import { isWorkingDay } from './workingDays.ts';

const hours = (count: number) => count * 60;

describe('four working hours', () => {
	test.each([
		['on a Thursday morning', '2026-03-12T10:30:00.000Z', '2026-03-12T14:30:00.000Z'],
		['over the night', '2026-03-12T15:00:00.000Z', '2026-03-13T11:00:00.000Z'],
		['over a weekend', '2026-03-13T16:00:00.000Z', '2026-03-16T12:00:00.000Z'],
		['from before the office opens', '2026-03-12T06:00:00.000Z', '2026-03-12T13:00:00.000Z'],
		['from an evening', '2026-03-12T20:00:00.000Z', '2026-03-13T13:00:00.000Z'],
		['from a Sunday', '2026-03-15T11:00:00.000Z', '2026-03-16T13:00:00.000Z'],
		['over the four days of Easter, in summer time', '2026-04-02T14:00:00.000Z', '2026-04-07T10:00:00.000Z'],
		['over Christmas, Boxing Day kept on the Monday', '2026-12-24T15:00:00.000Z', '2026-12-29T11:00:00.000Z'],
		['over the night the clocks go forward', '2026-03-27T16:00:00.000Z', '2026-03-30T11:00:00.000Z'],
		['over the night they go back', '2026-10-23T15:00:00.000Z', '2026-10-26T12:00:00.000Z'],
		['ending as the office closes', '2026-03-12T13:00:00.000Z', '2026-03-12T17:00:00.000Z']
	])('%s', (_, from, until) => {
		expect(addWorkingMinutes(from, hours(4))).toBe(until);
	});
});

test('the office closes at five by the clock on the wall, winter and summer', () => {
	expect(closingOn('2026-03-12')).toBe('2026-03-12T17:00:00.000Z');
	expect(closingOn('2026-07-09')).toBe('2026-07-09T16:00:00.000Z');
});

test('nobody is at work at night, at the weekend or on a bank holiday', () => {
	expect(isOfficeOpen('2026-03-12T09:00:00.000Z')).toBe(true);
	expect(isOfficeOpen('2026-03-12T17:00:00.000Z')).toBe(false);
	expect(isOfficeOpen('2026-03-14T12:00:00.000Z')).toBe(false);
	expect(isOfficeOpen('2026-04-06T12:00:00.000Z')).toBe(false);
});

const moment = fc
	.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2034-12-01T00:00:00Z'), noInvalidDate: true })
	.map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000).toISOString());
const minutes = fc.integer({ min: 1, max: 3_000 });

test('time that is added always ends while the office is open, or as it closes', () => {
	fc.assert(
		fc.property(moment, minutes, (from, count) => {
			const until = addWorkingMinutes(from, count);
			expect(until > from && isWorkingDay(dayInEngland(until))).toBe(true);
			expect(until <= closingOn(dayInEngland(until))).toBe(true);
			expect(isOfficeOpen(new Date(Date.parse(until) - 60_000).toISOString())).toBe(true);
		}),
		{ numRuns: 60 }
	);
});

test('adding twice is adding the sum', () => {
	fc.assert(
		fc.property(moment, minutes, minutes, (from, one, two) => {
			expect(addWorkingMinutes(addWorkingMinutes(from, one), two)).toBe(addWorkingMinutes(from, one + two));
		}),
		{ numRuns: 60 }
	);
});

test('other hours count by their own day', () => {
	const early = { opens: 8 * 60, closes: 16 * 60 };
	expect(addWorkingMinutes('2026-03-12T15:00:00.000Z', 120, undefined, early)).toBe('2026-03-13T09:00:00.000Z');
	expect(nineToFive).toEqual({ opens: 540, closes: 1020 });
});
