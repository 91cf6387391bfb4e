import { fieldsUnder } from '../changes/records.ts';
import { membersOf, textOf } from '../changes/readValue.ts';
import type { Fields } from '../changes/RecordState.ts';
import { addDays, dayInEngland, type Day, type Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import { endingOutcomes, type AttemptOutcome, type Voice, type WayToReach } from './Voice.ts';

/** One try to reach somebody, as it was logged. */
export type Attempt = {
	readonly id: string;
	readonly from: Voice;
	readonly how: WayToReach;
	readonly outcome: AttemptOutcome;
	readonly note: string;
	readonly by: PersonId;
	readonly at: Instant;
};

/** Days after the first try in which somebody may still be heard; after them it is "not obtained" (practice.md 1.10). */
export const hearingDays = 14;

/** Every try, earliest first. */
export function readAttempts(fields: Fields): readonly Attempt[] {
	return fieldsUnder(fields, 'attempt/')
		.flatMap(([id, { value, by, at }]): Attempt[] => {
			const read = membersOf(value);
			if (read === null) return [];
			const [from, how, outcome] = [read.from, read.how, read.outcome].map(textOf);
			return [
				{
					...{ id, by, at, note: textOf(read.note) },
					...{ from: from as Voice, how: how as WayToReach, outcome: outcome as AttemptOutcome }
				}
			];
		})
		.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.id < other.id ? -1 : 1));
}

/** How far one voice is: an audit never waits for it, but says why it is not there. */
export type Hearing =
	| { readonly state: 'heard'; readonly tries: number }
	| { readonly state: 'ended'; readonly tries: number; readonly because: AttemptOutcome }
	| { readonly state: 'trying'; readonly tries: number; readonly until: Day; readonly isOver: boolean }
	| { readonly state: 'not-tried'; readonly tries: 0 };

export function hearingOf(
	voice: Voice,
	attempts: readonly Attempt[],
	feedback: readonly { readonly from: string }[],
	today: Day
): Hearing {
	const own = attempts.filter(({ from }) => from === voice);
	if (feedback.some(({ from }) => from === voice)) return { state: 'heard', tries: own.length };
	const [first, last] = [own[0], own.at(-1)];
	if (first === undefined || last === undefined) return { state: 'not-tried', tries: 0 };
	if (endingOutcomes.has(last.outcome)) return { state: 'ended', tries: own.length, because: last.outcome };
	const until = addDays(dayInEngland(first.at), hearingDays);
	return { state: 'trying', tries: own.length, until, isOver: today > until };
}
