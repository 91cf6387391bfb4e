import { addMonths } from '../calendar/months.ts';
import { addWorkingDays, isWorkingDay } from '../calendar/workingDays.ts';
import { addDays, type Day } from '../shared/dates.ts';
import type { Activity, ActivityPeriod } from './Activity.ts';
import { workingDayOnOrBefore } from './dueDate.ts';

/** Both days are included. */
export type Span = { readonly from: Day; readonly to: Day };
export type PracticeWeek = Span & { readonly id: string; readonly theme: string };

/** One period of an activity: drawn and allocated on its first working day, all due by `dueOn`. */
export type Period = Span & { readonly startsOn: Day; readonly dueOn: Day };

type Timing = Pick<Activity, 'period' | 'days' | 'startsOn'> & { readonly restMonths: readonly number[] };

/** The period in which a day lies; null where there is none: not begun yet, a month of rest, no practice week. */
export function periodOn(timing: Timing, on: Day, weeks: readonly PracticeWeek[] = []): Period | null {
	const span = spanOn(timing.period, on, weeks);
	if (span === null || span.to < timing.startsOn) return null;
	if (timing.restMonths.includes(Number(span.from.slice(5, 7)))) return null;
	const startsOn = firstWorkingDay(span.from < timing.startsOn ? timing.startsOn : span.from);
	const last = workingDayOnOrBefore(span.to);
	if (startsOn > last) return null;
	const due = addWorkingDays(startsOn, timing.days).on;
	return { ...span, startsOn, dueOn: due < last ? due : last };
}

/** Its periods that begin within so many days: the year's calendar. */
export function periodsWithin(timing: Timing, { from, to }: Span, weeks: readonly PracticeWeek[] = []): Period[] {
	const periods: Period[] = [];
	for (let on = from; on <= to;) {
		const span = spanOn(timing.period, on, weeks);
		const period = span === null ? null : periodOn(timing, on, weeks);
		if (period !== null && period.startsOn <= to) periods.push(period);
		on = span === null ? addDays(on, 1) : addDays(span.to, 1);
	}
	return periods;
}

/** The council's year begins with April; its halves and quarters are of that year. */
function spanOn(period: ActivityPeriod, on: Day, weeks: readonly PracticeWeek[]): Span | null {
	switch (period) {
		case 'week': {
			const sinceMonday = (new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7;
			const from = addDays(on, -sinceMonday);
			return { from, to: addDays(from, 6) };
		}
		case 'practice-week':
			return weeks.find(({ from, to }) => from <= on && on <= to) ?? null;
		default:
			return monthsOn(monthsIn[period], on);
	}
}

const monthsIn = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;

function monthsOn(length: number, on: Day): Span {
	const sinceApril = (Number(on.slice(5, 7)) + 8) % 12;
	const from = addMonths(`${on.slice(0, 7)}-01`, -(sinceApril % length));
	return { from, to: addDays(addMonths(from, length), -1) };
}

function firstWorkingDay(from: Day): Day {
	return isWorkingDay(from) ? from : addWorkingDays(from, 1).on;
}

/** The council's year in which a day lies. */
export function yearOn(on: Day): Span {
	return monthsOn(12, on);
}
