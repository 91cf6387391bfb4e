import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayInEngland } from './dates.ts';

const byTheClock = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Europe/London',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});

test.each([
	['2026-03-12T23:30:00.000Z', '2026-03-12'],
	['2026-06-12T22:59:59.999Z', '2026-06-12'],
	['2026-06-12T23:00:00.000Z', '2026-06-13'],
	['2026-12-31T23:59:59.999Z', '2026-12-31']
])('%s is %s', (at, day) => {
	expect(dayInEngland(at)).toBe(day);
});

test('at any moment it is the day that the clock in London shows', () => {
	const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
	fc.assert(
		fc.property(moment, (at) => {
			expect(dayInEngland(at.toISOString())).toBe(byTheClock.format(at));
		}),
		{ numRuns: 2_000 }
	);
});

test('a moment written otherwise is read as it is meant', () => {
	expect(dayInEngland('2026-06-13T00:30:00+01:00')).toBe('2026-06-13');
	expect(dayInEngland('2026-06-12T22:00:00Z')).toBe('2026-06-12');
});
