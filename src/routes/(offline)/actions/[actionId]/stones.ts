import { addDays, dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import { impactAfterDays } from '#lib/domain/improvement/actionLife.ts';
import type { Action, ActionEvent } from '#lib/domain/improvement/readAction.ts';
import { shortDay } from '#lib/ui/words/dates.ts';
import { stoneOf } from '#lib/ui/words/loops.ts';

export type Stone = { readonly who?: string; readonly when?: string };

/** What stands under each of the five stones: who, and when it was or is due. `nameOf` says "You" of the reader. */
export function stonesOf({ head, events }: Action, nameOf: (id: string) => string, today: Day): readonly Stone[] {
	const at = stoneOf(head.state);
	const last = (...whats: readonly ActionEvent['what'][]) => events.findLast(({ what }) => whats.includes(what));
	const on = (event: ActionEvent | undefined) =>
		event === undefined ? {} : { when: shortDay(dayInEngland(event.at), today) };
	const due = { when: `by ${shortDay(head.dueOn, today)}` };
	const done = last('done');
	const verified = last('verified');
	const checked = last('held', 'not-held');
	const verifier = verified?.by ?? head.verifier;
	return [
		{ who: nameOf(head.raisedBy), when: shortDay(dayInEngland(head.raisedAt), today) },
		{ who: nameOf(head.owner), ...(at === 1 ? due : on(last('accepted') ?? last('progress') ?? done)) },
		{ who: nameOf(head.owner), ...(at === 2 ? due : at > 2 ? on(done) : {}) },
		{ who: verifier === null ? 'A manager' : nameOf(verifier), ...(at > 3 ? on(verified) : {}) },
		checked !== undefined && at > 4 ? { who: nameOf(checked.by), ...on(checked) } : freshSample(at, verified, today)
	];
}

function freshSample(at: number, verified: ActionEvent | undefined, today: Day): Stone {
	if (at !== 4 || verified === undefined) return { who: 'A fresh sample' };
	return { who: 'A fresh sample', when: shortDay(addDays(dayInEngland(verified.at), impactAfterDays), today) };
}
