import { isWorkingDay, workingDaysBetween } from '../calendar/workingDays.ts';
import { isDay, type Day } from '../shared/dates.ts';
import { ok, problem, type Result } from '../shared/Result.ts';

/** "Extension of up to 1 week by line manager; longer only by the improvement manager" (practice.md 1.3). */
export const managersDays = 5;
export const mostExtensions = 2;

export type ExtensionProblem =
	| 'register.not-a-day'
	| 'extension.not-later'
	| 'extension.past'
	| 'extension.not-working-day'
	/** facts: days */
	| 'extension.too-long'
	| 'extension.twice'
	| 'extension.submitted'
	| 'extension.reason-missing';

export type ExtensionWish = {
	readonly dueOn: Day;
	readonly wanted: string;
	readonly reason: string;
	/** Extensions given before. */
	readonly before: number;
	readonly isSubmitted: boolean;
	/** A line manager may give a week in all; those who keep the programme as long as they see fit. */
	readonly asLineManager: boolean;
	/** The due date it was given with. */
	readonly firstDueOn: Day;
	readonly today: Day;
};

export function checkExtension(wish: ExtensionWish): Result<Day, ExtensionProblem> {
	const { wanted, today } = wish;
	if (wish.isSubmitted) return problem('extension.submitted');
	if (wish.reason.trim() === '') return problem('extension.reason-missing');
	if (!isDay(wanted)) return problem('register.not-a-day');
	if (wanted <= wish.dueOn) return problem('extension.not-later');
	if (wanted < today) return problem('extension.past');
	if (!isWorkingDay(wanted)) return problem('extension.not-working-day');
	if (wish.before >= mostExtensions) return problem('extension.twice');
	if (wish.asLineManager && workingDaysBetween(wish.firstDueOn, wanted).days > managersDays)
		return problem('extension.too-long', { days: managersDays });
	return ok(wanted);
}
