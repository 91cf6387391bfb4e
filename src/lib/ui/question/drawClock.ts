import type { Clock } from '#lib/domain/calendar/Clock.ts';
import type { ClockResult } from '#lib/domain/calendar/workOutClock.ts';
import { daysBetween, type Day } from '#lib/domain/shared/dates.ts';

/** One dated label under the bar. */
export type StripKey = { readonly label: 'from' | 'due' | 'to' | 'today'; readonly on: Day };
export type Strip = {
	/** How much of the bar is inside the clock, in per cent: solid. */
	readonly within: number;
	/** How much is beyond it, in per cent: hatched. What is left is still to come. */
	readonly over: number;
	readonly keys: readonly StripKey[];
};

/**
 * The bar of a clock: solid to the due date, hatched beyond (design README, Clocks). The bar ends at the later of the
 * due date and what happened, so its parts are to scale. Null where a date is missing that the bar needs.
 */
export function drawClock(clock: Clock, result: ClockResult, from: Day | null, to: Day | null, today: Day): Strip | null {
	const { dueOn } = result;
	if (dueOn === null || from === null || clock.asks === 'at-least') return null;
	const end = to ?? today;
	if (end < from) return null;
	const whole = Math.max(1, daysBetween(from, dueOn > end ? dueOn : end));
	const within = share(daysBetween(from, end < dueOn ? end : dueOn), whole);
	const last: StripKey = to === null ? { label: 'today', on: today } : { label: 'to', on: to };
	const due: StripKey = { label: 'due', on: dueOn };
	const middle = end < dueOn ? [last, due] : [due, last];
	return { within, over: end > dueOn ? 100 - within : 0, keys: [{ label: 'from', on: from }, ...middle] };
}

/** To a tenth of a per cent: finer than a pixel of any bar. */
function share(part: number, whole: number): number {
	return Math.round(Math.max(0, Math.min(1, part / whole)) * 1000) / 10;
}
