import type { ActionLevel } from '#lib/domain/changes/RecordState.ts';
import type { Day } from '#lib/domain/shared/dates.ts';

/** An action as it is being written. */
export type TypedAction = {
	level: string | null;
	finding: string;
	what: string;
	difference: string;
	owner: string | null;
	dueOn: Day | null;
};
export type ReadyAction = TypedAction & { level: ActionLevel; owner: string; dueOn: Day };
export type ActionProblems = Partial<Record<keyof TypedAction, string>>;

/** A field of an action holds so many characters at most (Change.ts, shortText). */
const most = 2_000;

/** What is missing from an action, by field, in the order they stand; an action without its difference is not saved. */
export function checkAction(typed: TypedAction, today: Day): ActionProblems {
	const problems: ActionProblems = {};
	if (typed.finding.trim() === '') problems.finding = 'Write what you found';
	if (typed.what.trim() === '') problems.what = 'Write what will be done about it';
	if (typed.difference.trim() === '') problems.difference = 'Write the difference it should make';
	for (const field of ['finding', 'what', 'difference'] as const) {
		if (typed[field].length > most) problems[field] = `Shorten this to ${most} characters`;
	}
	if (typed.owner === null) problems.owner = 'Choose who owns it';
	if (typed.dueOn === null) problems.dueOn = 'Write the day it should be done by';
	else if (typed.dueOn < today) problems.dueOn = 'The day must be today or later';
	if (!isLevel(typed.level)) problems.level = 'Choose whom it is about';
	return problems;
}

export function isReady(typed: TypedAction, today: Day): typed is ReadyAction {
	return Object.keys(checkAction(typed, today)).length === 0;
}

function isLevel(level: string | null): level is ActionLevel {
	return level === 'child' || level === 'team' || level === 'service';
}
