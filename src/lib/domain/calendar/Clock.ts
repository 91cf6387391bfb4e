import { z } from 'zod';
import { day, type Day } from '../shared/dates.ts';

export const clockUnits = ['hours', 'working-days', 'calendar-days', 'weeks', 'months'] as const;
export type ClockUnit = (typeof clockUnits)[number];

/**
 * How long something may take. Data, because the standards are partly local and all of them change: a council adds
 * its own with a later `effectiveFrom`, and what was judged before is still judged by what held then.
 */
export const clock = z.strictObject({
	id: z.string().regex(/^[a-z0-9-]+$/),
	title: z.string().min(3).max(200),
	value: z.number().int().min(1),
	unit: z.enum(clockUnits),
	/** `at-least`: no sooner than so long before the end, as a report before the conference it is for. */
	asks: z.enum(['at-most', 'at-least']).default('at-most'),
	source: z.string().min(3),
	effectiveFrom: day,
	/** A local clock is a default that a council may change; a national one it may not. */
	status: z.enum(['national', 'local'])
});
export type Clock = z.infer<typeof clock>;

/** The version of a clock that held on a day; before the first version began, the first. */
export function clockOn(id: string, on: Day, clocks: readonly Clock[]): Clock | undefined {
	const versions = clocks
		.filter((clock) => clock.id === id)
		.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
	return versions.findLast((version) => version.effectiveFrom <= on) ?? versions[0];
}

/**
 * The version of a clock by which something is judged: the one in force on the day it began to run. What began before a
 * standard changed is judged by what held then, whenever it is audited; `seenOn` stands in where no beginning is known.
 */
export function clockRunning(
	id: string,
	beganOn: Day | null,
	seenOn: Day,
	clocks: readonly Clock[]
): Clock | undefined {
	return clockOn(id, beganOn ?? seenOn, clocks);
}
