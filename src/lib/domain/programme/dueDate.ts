import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../calendar/workingDays.ts';
import type { Day } from '../shared/dates.ts';
import { ok, problem, type Result } from '../shared/Result.ts';

/** The day itself where it is a working day, else the one before: nothing falls due on Christmas Day. */
export function workingDayOnOrBefore(day: Day): Day {
	return isWorkingDay(day) ? day : addWorkingDays(day, -1).on;
}

export type DueDate = {
	readonly workingDays: number;
	readonly isWorkingDay: boolean;
	readonly beyondCalendar: boolean;
};

/** A due date may be today, but not before. Whether it falls on a working day is for the person to think of. */
export function checkDueDate(dueOn: Day, today: Day): Result<DueDate, 'allocation.due-in-past'> {
	if (dueOn < today) return problem('allocation.due-in-past', { dueOn, today });
	const { days, beyondCalendar } = workingDaysBetween(today, dueOn);
	return ok({ workingDays: days, isWorkingDay: isWorkingDay(dueOn), beyondCalendar });
}
