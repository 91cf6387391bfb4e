import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../shared/dates.ts';
import { clockOn, type Clock } from './Clock.ts';
import { shippedClocks } from './clocks.ts';
import { addMonths } from './months.ts';
import { workOutClock, workOutSeries } from './workOutClock.ts';

const today = '2026-03-12';

test('an assessment on its forty-fifth working day is met', () => {
	expect(workOutClock(aClock('assessment-45'), '2026-01-05', '2026-03-09', today)).toEqual({
		dueOn: '2026-03-09',
		state: 'met',
		lateBy: 0,
		unit: 'working-days',
		beyondCalendar: false
	});
});

test('six working days over are late by six working days', () => {
	expect(workOutClock(aClock('assessment-45'), '2026-01-05', '2026-03-17', '2026-04-01')).toMatchObject({
		state: 'late',
		lateBy: 6
	});
});

test('done on the Saturday after a Friday is not a working day late', () => {
	expect(workOutClock(aClock('cp-visits'), '2026-02-27', '2026-03-14', today)).toMatchObject({
		dueOn: '2026-03-13',
		state: 'met'
	});
});

test.each([
	['2026-03-06', 'due'],
	['2026-03-09', 'due'],
	['2026-03-10', 'due-soon'],
	['2026-03-13', 'due-soon'],
	['2026-03-14', 'due-soon'],
	['2026-03-16', 'late']
] as const)('a visit due on Friday 13 March, looked at on %s, is %s', (on, state) => {
	expect(workOutClock(aClock('cp-visits'), '2026-02-27', null, on).state).toBe(state);
});

test('what has not happened grows later every day', () => {
	expect(workOutClock(aClock('cp-visits'), '2026-02-27', null, '2026-03-20').lateBy).toBe(5);
});

test('weeks and months are late in calendar days', () => {
	expect(workOutClock(aClock('cla-visits'), '2026-01-01', '2026-02-14', today)).toMatchObject({
		dueOn: '2026-02-12',
		lateBy: 2,
		unit: 'calendar-days'
	});
	expect(workOutClock(aClock('review-conference-first'), '2025-11-30', '2026-03-02', today)).toMatchObject({
		dueOn: '2026-02-28',
		lateBy: 2
	});
});

test('seventy-two hours are exact between two moments, over the change of the clocks too', () => {
	const returned = '2026-03-28T20:00:00.000Z';
	expect(workOutClock(aClock('return-home'), returned, '2026-03-31T20:00:00.000Z', today).state).toBe('met');
	expect(workOutClock(aClock('return-home'), returned, '2026-03-31T20:30:00.000Z', today)).toEqual({
		dueOn: '2026-03-31',
		state: 'late',
		lateBy: 1,
		unit: 'hours',
		beyondCalendar: false
	});
});

test('seventy-two hours are three days when only days are known, and four hours the same day', () => {
	expect(workOutClock(aClock('return-home'), '2026-03-09', '2026-03-12', today).state).toBe('met');
	expect(workOutClock(aClock('return-home'), '2026-03-08', '2026-03-12', today)).toMatchObject({
		state: 'late',
		lateBy: 1,
		unit: 'calendar-days'
	});
	expect(workOutClock(aClock('contact-red'), '2026-03-12', '2026-03-12', today).state).toBe('met');
	expect(workOutClock(aClock('contact-red'), '2026-03-11', '2026-03-12', today).state).toBe('late');
});

test('a moment in a summer evening belongs to the English day', () => {
	expect(workOutClock(aClock('referral-decision'), '2026-06-30T23:30:00.000Z', '2026-07-02', '2026-07-03').state).toBe(
		'met'
	);
});

test('without a beginning, or with an end before it, nothing is claimed', () => {
	expect(workOutClock(aClock('cp-visits'), null, '2026-03-01', today).state).toBe('unknown');
	expect(workOutClock(aClock('cp-visits'), '2026-03-02', '2026-03-01', today)).toMatchObject({
		state: 'unknown',
		dueOn: null
	});
});

test.each(['', '2026-02', '2026-02-30', '12/03/2026', '2026-03-12Tnoon'])(
	'a date half typed (%j) is not known yet',
	(typed) => {
		expect(workOutClock(aClock('cp-visits'), typed, null, today).state).toBe('unknown');
		expect(workOutClock(aClock('cp-visits'), '2026-03-02', typed, today).state).toBe('unknown');
	}
);

test('a report must be shared at least three working days before its conference', () => {
	const report = aClock('conference-report');
	expect(workOutClock(report, '2026-03-09', '2026-03-12', today)).toMatchObject({ dueOn: '2026-03-09', state: 'met' });
	expect(workOutClock(report, '2026-03-11', '2026-03-12', today)).toMatchObject({ state: 'late', lateBy: 2 });
	expect(workOutClock(report, '2026-03-13', '2026-03-12', today)).toMatchObject({ state: 'late', lateBy: 4 });
	expect(workOutClock(report, null, '2026-03-30', today)).toMatchObject({ dueOn: '2026-03-25', state: 'due' });
	expect(workOutClock(report, null, '2026-03-13', today)).toMatchObject({ dueOn: '2026-03-10', state: 'late' });
	expect(workOutClock(report, '2026-03-09', null, today).state).toBe('unknown');
});

test('past the last bank holiday known, the result says so', () => {
	expect(workOutClock(aClock('cp-visits'), '2035-12-27', null, '2035-12-28').beyondCalendar).toBe(true);
	expect(workOutClock(aClock('cla-visits'), '2036-01-01', null, '2036-01-02').beyondCalendar).toBe(false);
});

test('a series of visits gives each gap and the one still open, in whatever order they were typed', () => {
	const visits = workOutSeries(aClock('cp-visits'), ['2026-02-24', '2026-01-26', '2026-02-09'], today);
	expect(visits.map(({ state, lateBy }) => [state, lateBy])).toEqual([
		['met', 0],
		['late', 1],
		['late', 2]
	]);
});

test('a clock is late exactly when it is late by something', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...shippedClocks),
			fc.nat(400),
			fc.option(fc.nat(400)),
			fc.nat(800),
			(clock, a, b, c) => {
				const from = addDays('2020-01-01', a);
				const to = b === null ? null : addDays(from, b);
				const { state, lateBy } = workOutClock(clock, from, to, addDays('2020-01-01', c));
				expect(state === 'late').toBe(lateBy > 0);
			}
		)
	);
});

test('a later end is never less late', () => {
	fc.assert(
		fc.property(fc.constantFrom(...atMost()), fc.nat(200), fc.nat(60), (clock, gap, more) => {
			const sooner = workOutClock(clock, '2024-02-29', addDays('2024-02-29', gap), today).lateBy;
			expect(workOutClock(clock, '2024-02-29', addDays('2024-02-29', gap + more), today).lateBy).toBeGreaterThanOrEqual(
				sooner
			);
		})
	);
});

test.each([
	['2026-01-31', 1, '2026-02-28'],
	['2024-01-31', 1, '2024-02-29'],
	['2025-11-30', 3, '2026-02-28'],
	['2026-03-12', -12, '2025-03-12'],
	['2026-12-31', 6, '2027-06-30']
])('%s and %i months is %s', (from, months, to) => expect(addMonths(from, months)).toBe(to));

function aClock(id: string): Clock {
	return clockOn(id, today, shippedClocks) as Clock;
}

function atMost(): Clock[] {
	return shippedClocks.filter(({ asks }) => asks === 'at-most');
}
