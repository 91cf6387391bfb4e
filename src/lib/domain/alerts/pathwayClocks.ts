import { z } from 'zod';
import { englandAndWales, type WorkingCalendar } from '../calendar/bankHolidays.ts';
import { addMonths } from '../calendar/months.ts';
import { addWorkingDays, isWorkingDay } from '../calendar/workingDays.ts';
import { addWorkingMinutes, closingOn, nineToFive, type OfficeHours } from '../calendar/workingHours.ts';
import { addDays, day, dayInEngland, type Day, type Instant } from '../shared/dates.ts';

/**
 * How long a step of the pathway may take: data, as every clock is. All are local defaults, proposed in practice.md
 * 1.8 because no council's own day counts could be read; a council's own come with a later `effectiveFrom`, and an
 * alert keeps the clocks of the day it was raised.
 */
export const pathwayClock = z.strictObject({
	id: z.string().regex(/^[a-z0-9-]+$/),
	value: z.number().int().min(0),
	unit: z.enum(['working-hours', 'working-days', 'weeks', 'months']),
	source: z.string().min(3),
	effectiveFrom: day,
	status: z.literal('local')
});
export type PathwayClock = z.infer<typeof pathwayClock>;

type Row = readonly [id: string, value: number, unit: PathwayClock['unit']];
const rows: readonly Row[] = [
	['told', 0, 'working-hours'],
	['acknowledged', 4, 'working-hours'],
	['safety-check', 1, 'working-days'],
	['head-told', 1, 'working-days'],
	['moderation', 5, 'working-days'],
	['reflective-meeting', 5, 'working-days'],
	['remedial-plan', 5, 'working-days'],
	['actions-done', 20, 'working-days'],
	['verified', 5, 'working-days'],
	['re-audit', 6, 'weeks'],
	['re-audit-latest', 3, 'months'],
	['still-inadequate', 1, 'working-days'],
	['sustained', 3, 'months'],
	['ask-next-same-day', 4, 'working-hours'],
	['ask-next', 1, 'working-days'],
	['ask-next-long', 5, 'working-days']
];

export const shippedPathwayClocks: readonly PathwayClock[] = rows.map(([id, value, unit]) => ({
	id,
	value,
	unit,
	source: 'Proposed default, to be set locally (practice.md 1.8)',
	effectiveFrom: '2026-01-01',
	status: 'local'
}));

/** What a clock is worked out by: the clocks as data, the bank holidays, the hours of the office. */
export type PathwayTimes = {
	readonly clocks: readonly PathwayClock[];
	readonly calendar: WorkingCalendar;
	readonly hours: OfficeHours;
};
export const shippedTimes: PathwayTimes = {
	clocks: shippedPathwayClocks,
	calendar: englandAndWales,
	hours: nineToFive
};

/** The version of a clock that held on a day; before the first version began, the first. */
export function pathwayClockOn(id: string, on: Day, clocks: readonly PathwayClock[]): PathwayClock | undefined {
	const versions = clocks
		.filter((clock) => clock.id === id)
		.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
	return versions.findLast((version) => version.effectiveFrom <= on) ?? versions[0];
}

/**
 * The last moment that keeps a clock. Days, weeks and months end as the office closes; a week or month that ends when
 * nobody is at work ends on the working day before, so that no clock is kept by waiting for a holiday to be over.
 */
export function dueAt(
	clock: PathwayClock,
	from: Instant,
	{ calendar, hours }: Omit<PathwayTimes, 'clocks'> = shippedTimes
): Instant {
	const start = dayInEngland(from);
	switch (clock.unit) {
		case 'working-hours':
			return clock.value === 0 ? from : addWorkingMinutes(from, clock.value * 60, calendar, hours);
		case 'working-days':
			return closingOn(addWorkingDays(start, clock.value, calendar).on, hours);
		case 'weeks':
			return closingOn(workingDayUpTo(addDays(start, clock.value * 7), calendar), hours);
		case 'months':
			return closingOn(workingDayUpTo(addMonths(start, clock.value), calendar), hours);
	}
}

function workingDayUpTo(on: Day, calendar: WorkingCalendar): Day {
	return isWorkingDay(on, calendar) ? on : addWorkingDays(on, -1, calendar).on;
}
