import type { ActionHead, Fields } from '#lib/domain/changes/RecordState.ts';
import { fieldsUnder } from '#lib/domain/changes/records.ts';
import { impactAfterDays } from '#lib/domain/improvement/actionLife.ts';
import { addDays, dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import { shortDay } from '#lib/ui/words/dates.ts';
import { stoneOf } from '#lib/ui/words/loops.ts';
import { lastAct, type Written } from './happenings.ts';

export type Stone = { readonly who?: string; readonly when?: string };

/** What stands under each of the five stones: who, and when it was or is due. */
export function stonesOf(
	head: ActionHead,
	history: readonly Written[],
	names: Readonly<Record<string, string>>,
	me: string,
	today: Day
): Stone[] {
	const at = stoneOf(head.state);
	const name = (id: string | null) =>
		id === null ? 'A manager' : id === me ? 'You' : (names[id] ?? 'Someone who has left');
	const when = (on: Day | undefined) => (on === undefined ? {} : { when: shortDay(on, today) });
	const begun = lastAct(history, 'action.accept') ?? lastAct(history, 'action.progress');
	const done = lastAct(history, 'action.complete');
	const verified = lastAct(history, 'action.verify');
	const checked = lastAct(history, 'action.impact');
	const due = { when: `by ${shortDay(head.dueOn, today)}` };
	return [
		{ who: name(head.raisedBy), ...when(dayInEngland(head.raisedAt)) },
		{ who: name(head.owner), ...(at > 1 ? when(begun?.on) : due) },
		{ who: name(head.owner), ...(at > 2 ? when(done?.on) : at === 2 ? due : {}) },
		{ who: name(at > 3 ? (verified?.by ?? head.verifier) : head.verifier), ...(at > 3 ? when(verified?.on) : {}) },
		at > 4
			? { who: name(checked?.by ?? null), ...when(checked?.on) }
			: {
					who: 'A fresh sample',
					...(at === 4 ? when(verified === null ? undefined : addDays(verified.on, impactAfterDays)) : {})
				}
	];
}

/** What was said when it was done, each time that it was: in that order. */
export function completionNotes(fields: Fields): readonly string[] {
	return fieldsUnder(fields, 'progress/')
		.map(([, field]) => field)
		.sort((one, other) => (one.at < other.at ? -1 : 1))
		.flatMap(({ value }) => (isDone(value) ? [value.note] : []));
}

function isDone(value: unknown): value is { note: string; done: true } {
	return (
		typeof value === 'object' && value !== null && 'done' in value && 'note' in value && typeof value.note === 'string'
	);
}
