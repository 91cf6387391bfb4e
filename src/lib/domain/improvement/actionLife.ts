import type { ActionState } from '../changes/RecordState.ts';
import { addWorkingDays, isWorkingDay } from '../calendar/workingDays.ts';
import { addDays, dayInEngland, startOfDay, type Day, type Instant } from '../shared/dates.ts';
import { moveOf, moves, movesNamed, type ActionAct } from './moves.ts';

export function mayMove(state: ActionState, act: ActionAct): boolean {
	const move = moveOf(act);
	return move !== null && moves[move].from.includes(state);
}

/** For whoever asks before there is anything to say in the act. */
export function allowsAct(state: ActionState, name: ActionAct['name']): boolean {
	return movesNamed(name).some((move) => moves[move].from.includes(state));
}

/**
 * Whether a page offers an act at all: what came back from its verifier was accepted once, and though it may be
 * accepted again, what is asked for is that it be done.
 */
export function offersAct(state: ActionState, name: ActionAct['name']): boolean {
	return allowsAct(state, name) && !(name === 'action.accept' && state === 'returned');
}

/** Where an act takes an action. A loop whose impact did not hold goes back to its owner. */
export function nextState(state: ActionState, act: ActionAct): ActionState {
	const move = moveOf(act);
	return (move === null ? null : moves[move].to) ?? state;
}

/** A date that falls on a weekend or a bank holiday is kept on the next working day: nobody is late on Christmas Day. */
export function lastDayFor(dueOn: Day): Day {
	return isWorkingDay(dueOn) ? dueOn : addWorkingDays(dueOn, 1).on;
}

/** Worked out, never stored: somebody still has to do something, and its last day has passed. */
export function isOverdue(action: { readonly state: ActionState; readonly dueOn: Day }, today: Day): boolean {
	return isOpen(action.state) && lastDayFor(action.dueOn) < today;
}

/** The earliest due date that is not late on a day: `isOverdue` for a database, which knows no bank holidays. */
export function firstNotLate(today: Day): Day {
	let day = today;
	while (lastDayFor(addDays(day, -1)) >= today) day = addDays(day, -1);
	return day;
}

/** The five stages a loop passes, and whether it has ended. */
export type LoopStage = 'action' | 'evidence' | 'verification' | 'impact-check' | 'ended';

export function loopStage(state: ActionState): LoopStage {
	switch (state) {
		case 'draft':
		case 'issued':
			return 'action';
		case 'accepted':
		case 'in-progress':
		case 'returned':
			return 'evidence';
		case 'done':
			return 'verification';
		case 'verified':
			return 'impact-check';
		case 'impact-checked':
		case 'closed':
		case 'not-needed':
			return 'ended';
	}
}

/** Whose move it is: the owner's until it is done, then the verifier's; nobody's once it is verified. */
export function whoseMove(action: {
	readonly state: ActionState;
	readonly owner: string;
	readonly verifier: string | null;
}): string | null {
	const stage = loopStage(action.state);
	if (stage === 'action' || stage === 'evidence') return action.owner;
	return stage === 'verification' ? action.verifier : null;
}

/** Verified for the child or team concerned: what remains is the look back at practice. */
export function isOpen(state: ActionState): boolean {
	return !['verified', 'impact-checked', 'closed', 'not-needed'].includes(state);
}

/** Practice is looked at again so many days after an action was verified (product.md 6.5). */
export const impactAfterDays = 90;

/** The day an action's impact is to be looked at; null where it is not verified, or has been looked at. */
export function impactCheckOn(action: { readonly state: ActionState; readonly stateSince: Instant }): Day | null {
	return action.state === 'verified' ? addDays(dayInEngland(action.stateSince), impactAfterDays) : null;
}

/** What was verified before this moment has its impact looked at by the end of the day: `impactCheckOn` for a database. */
export function restedBefore(today: Day): number {
	return startOfDay(addDays(today, 1 - impactAfterDays));
}

/**
 * Whether somebody has to do something: what is verified rests until its impact is to be looked at, and is then
 * open again until that was done.
 */
export function isLoopOpen(action: { readonly state: ActionState; readonly stateSince: Instant }, today: Day): boolean {
	const on = impactCheckOn(action);
	return on === null ? isOpen(action.state) : on <= today;
}
