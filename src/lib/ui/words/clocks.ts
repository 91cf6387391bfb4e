import { workingDaysBetween } from '#lib/domain/calendar/workingDays.ts';
import { daysBetween, type Day } from '#lib/domain/shared/dates.ts';
import { shortWeekday } from './dates.ts';
import { plural } from './numbers.ts';

export type ClockState = 'met' | 'due' | 'soon' | 'late';
export type ClockWords = { readonly state: ClockState; readonly words: string };

/** Amber from this many working days before (design README, Clocks). */
export const soonFrom = 3;

/** What is due and not yet done: "Due Tue 31 March", "Due today", "Late by 6 working days". */
export function dueClock(due: Day, today: Day): ClockWords {
	if (due < today) return { state: 'late', words: late(due, today) };
	const state = workingDaysBetween(today, due).days <= soonFrom ? 'soon' : 'due';
	return { state, words: due === today ? 'Due today' : `Due ${shortWeekday(due, today)}` };
}

/** What has been done, by a clock: "Met", "Late by 6 working days". */
export function keptClock(due: Day, on: Day): ClockWords {
	return on <= due ? { state: 'met', words: 'Met' } : { state: 'late', words: late(due, on) };
}

/** Over a weekend no working day has passed, and it is late all the same. */
function late(due: Day, on: Day): string {
	const working = workingDaysBetween(due, on).days;
	return `Late by ${working === 0 ? plural(daysBetween(due, on), 'day') : plural(working, 'working day')}`;
}
