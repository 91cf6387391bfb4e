import { ageBands, caseDates, stages } from '../frames/SamplingFrame.ts';
import type { Kind } from './Template.ts';

/** What of a case may fill a question. Only what the frame keeps: no name, no date of birth. */
export const prefillKeys: readonly string[] = [
	...['caseRef', 'stage', 'ageBand', 'planType', 'legalStatus', 'team', 'worker'],
	...caseDates
];

/** Of these, what answers a question of a kind: a day is a date, words are words; a list is filled where it has the value. */
export function prefillKeysFor(kind: Kind): readonly string[] {
	if (kind === 'date') return caseDates;
	if (kind === 'text') return prefillKeys.filter((key) => !caseDates.some((date) => date === key));
	return kind === 'pick' ? ['stage', 'ageBand', 'legalStatus'] : [];
}

/** What may begin or end a clock: the import's dates, or the day the question is answered. */
export const clockDateKeys: readonly string[] = [...caseDates, 'today'];

/** The values a key can bring, where there are so many: each needs an option, or the import would fill in nonsense. */
export const prefillValues: Readonly<Record<string, readonly string[]>> = { stage: stages, ageBand: ageBands };
