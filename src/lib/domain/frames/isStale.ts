import type { Day } from '../shared/dates.ts';
import { daysBetween } from '../shared/dates.ts';
import type { SamplingFrame } from './SamplingFrame.ts';

/** Days after which sampling from a caseload carries a warning (import.md 3.2 rule 10); a setting, with this default. */
export const staleAfterDays = 14;

export function isStale(frame: Pick<SamplingFrame, 'takenOn'>, today: Day, days = staleAfterDays): boolean {
	return daysBetween(frame.takenOn, today) > days;
}
