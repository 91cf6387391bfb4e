import type { Day } from '#lib/domain/shared/dates.ts';
import { shortWeekday } from '#lib/ui/words/dates.ts';

/** A note or a reason holds so many characters at most (Change.ts, shortText). */
export const mostLetters = 2_000;

/** What is wrong with what was written, in words; undefined when it is right. */
export function checkText(text: string, missing: string): string | undefined {
	if (text.trim() === '') return missing;
	return text.trim().length > mostLetters ? `Shorten this to ${mostLetters} characters` : undefined;
}

/** A due date is only ever moved on. */
export function checkNewDate(day: Day | null, dueOn: Day, today: Day): string | undefined {
	if (day === null) return 'Write the new date';
	if (dueOn >= today) return day > dueOn ? undefined : `The new date must be after ${shortWeekday(dueOn, today)}`;
	return day >= today ? undefined : 'The new date must be today or later';
}

export type FieldErrors = readonly { readonly id: string; readonly words: string }[];

/** Those fields that are wrong, in the order in which they stand, for the summary. */
export function errorsOf(fields: readonly (readonly [id: string, words: string | undefined])[]): FieldErrors {
	return fields.flatMap(([id, words]) => (words === undefined ? [] : [{ id, words }]));
}
