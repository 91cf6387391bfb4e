import { addDays, dayInEngland, daysBetween, isDay, type Day, type Instant } from '../shared/dates.ts';
import { englandAndWales, type WorkingCalendar } from './bankHolidays.ts';
import type { Clock } from './Clock.ts';
import { addMonths } from './months.ts';
import { addWorkingDays, workingDaysBetween } from './workingDays.ts';

export type ClockState = 'met' | 'late' | 'due' | 'due-soon' | 'unknown';

export type ClockResult = {
	/** The last day that keeps the clock; null when the day it counts from is not known. */
	readonly dueOn: Day | null;
	/** `due-soon` is within three working days (design: the amber clock). */
	readonly state: ClockState;
	/** How late, in `unit`; nought unless late. Still growing while nothing has happened. */
	readonly lateBy: number;
	readonly unit: 'hours' | 'working-days' | 'calendar-days';
	/** A bank holiday on the way may not be known, so the day may be out by one. */
	readonly beyondCalendar: boolean;
};

const soonWorkingDays = 3;
const hourMs = 3_600_000;

/**
 * Whether a clock was kept. A clock of hours is exact when both ends are moments; when either is only a day it is
 * counted in days (72 hours: three days; less than 24: the same day). An end before the beginning is a slip in the
 * dates, so the state is unknown; only where `at-least` is asked it is what being late looks like.
 */
export function workOutClock(
	clock: Clock,
	from: Day | Instant | null,
	to: Day | Instant | null,
	today: Day,
	calendar: WorkingCalendar = englandAndWales
): ClockResult {
	const unit = clock.unit === 'working-days' ? 'working-days' : 'calendar-days';
	const unknown: ClockResult = { dueOn: null, state: 'unknown', lateBy: 0, unit, beyondCalendar: false };
	if (!isDate(from) || !isDate(to)) return unknown;
	if (clock.asks === 'at-most' && from !== null && to !== null && isBefore(to, from)) return unknown;
	if (clock.unit === 'hours' && isMoment(from) && isMoment(to)) return exactHours(clock, from, to);
	const [anchor, happened] = clock.asks === 'at-least' ? [to, from] : [from, to];
	if (anchor === null) return unknown;
	const due = dueDay(clock, dayOf(anchor), calendar);
	const until = happened === null ? today : dayOf(happened);
	const over = overdue(due.on, until, unit, calendar);
	return {
		dueOn: due.on,
		state: over > 0 ? 'late' : happened !== null ? 'met' : openState(due.on, today, calendar),
		lateBy: Math.max(0, over),
		unit,
		beyondCalendar: unit === 'working-days' && (due.beyondCalendar || isBeyond(due.on, until, calendar))
	};
}

/** Series of events that should follow one another within the clock, as visits do: each gap, and the one still open. */
export function workOutSeries(
	clock: Clock,
	dates: readonly Day[],
	today: Day,
	calendar: WorkingCalendar = englandAndWales
): readonly ClockResult[] {
	const inOrder = [...dates].sort();
	return inOrder.map((date, index) => workOutClock(clock, date, inOrder[index + 1] ?? null, today, calendar));
}

function exactHours(clock: Clock, from: Instant, to: Instant): ClockResult {
	const due = Date.parse(from) + clock.value * hourMs;
	const lateBy = Math.max(0, Math.ceil((Date.parse(to) - due) / hourMs));
	const dueOn = dayInEngland(new Date(due).toISOString());
	return { dueOn, state: lateBy > 0 ? 'late' : 'met', lateBy, unit: 'hours', beyondCalendar: false };
}

function dueDay(clock: Clock, anchor: Day, calendar: WorkingCalendar): { on: Day; beyondCalendar: boolean } {
	const value = clock.asks === 'at-least' ? -clock.value : clock.value;
	if (clock.unit === 'working-days') return addWorkingDays(anchor, value, calendar);
	if (clock.unit === 'months') return { on: addMonths(anchor, value), beyondCalendar: false };
	return { on: addDays(anchor, wholeDays(clock.unit, value)), beyondCalendar: false };
}

function wholeDays(unit: 'hours' | 'calendar-days' | 'weeks', value: number): number {
	if (unit === 'hours') return Math.trunc(value / 24);
	return unit === 'weeks' ? value * 7 : value;
}

function overdue(due: Day, until: Day, unit: 'working-days' | 'calendar-days', calendar: WorkingCalendar): number {
	return unit === 'working-days' ? workingDaysBetween(due, until, calendar).days : daysBetween(due, until);
}

function openState(due: Day, today: Day, calendar: WorkingCalendar): ClockState {
	return workingDaysBetween(today, due, calendar).days <= soonWorkingDays ? 'due-soon' : 'due';
}

function isBeyond(due: Day, until: Day, calendar: WorkingCalendar): boolean {
	return workingDaysBetween(due, until, calendar).beyondCalendar;
}

function isMoment(at: Day | Instant | null): at is Instant {
	return at !== null && !isDay(at);
}

/** A date half typed is not known yet. */
function isDate(at: Day | Instant | null): boolean {
	return at === null || isDay(at) || (at.includes('T') && !Number.isNaN(Date.parse(at)));
}

function dayOf(at: Day | Instant): Day {
	return isMoment(at) ? dayInEngland(at) : at;
}

function isBefore(a: Day | Instant, b: Day | Instant): boolean {
	return isMoment(a) && isMoment(b) ? Date.parse(a) < Date.parse(b) : dayOf(a) < dayOf(b);
}
