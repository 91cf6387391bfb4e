import type { Act } from '../changes/Change.ts';
import type { ActionState } from '../changes/RecordState.ts';
import { addDays, dayInEngland, type Day, type Instant } from '../shared/dates.ts';

type ActionAct = Extract<Act, { kind: 'action' }>;

/** From which states each act may be done. Overdue is no state: it is worked out. */
const from: Record<ActionAct['name'], readonly ActionState[]> = {
	'action.accept': ['issued', 'returned'],
	'action.progress': ['issued', 'accepted', 'in-progress', 'returned'],
	'action.complete': ['issued', 'accepted', 'in-progress', 'returned'],
	'action.verify': ['done'],
	'action.extend': ['issued', 'accepted', 'in-progress', 'returned'],
	'action.notNeeded': ['issued', 'accepted', 'in-progress', 'returned', 'done'],
	'action.transfer': ['issued', 'accepted', 'in-progress', 'returned'],
	'action.impact': ['verified'],
	'conflict.resolve': []
};

export function mayMove(state: ActionState, act: ActionAct): boolean {
	return allowsAct(state, act.name);
}

/** For pages that offer an act before there is anything to say in it. */
export function allowsAct(state: ActionState, name: ActionAct['name']): boolean {
	return from[name].includes(state);
}

/** Where an act takes an action. A loop whose impact did not hold goes back to its owner. */
export function nextState(state: ActionState, act: ActionAct): ActionState {
	switch (act.name) {
		case 'action.accept':
			return 'accepted';
		case 'action.progress':
			return 'in-progress';
		case 'action.complete':
			return 'done';
		case 'action.verify':
			return act.args.verdict === 'verified' ? 'verified' : 'returned';
		case 'action.notNeeded':
			return 'not-needed';
		case 'action.transfer':
			return 'issued';
		case 'action.impact':
			return act.args.verdict === 'held' ? 'closed' : 'returned';
		default:
			return state;
	}
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

/**
 * Whether somebody has to do something: what is verified rests until its impact is to be looked at, and is then
 * open again until that was done.
 */
export function isLoopOpen(action: { readonly state: ActionState; readonly stateSince: Instant }, today: Day): boolean {
	const on = impactCheckOn(action);
	return on === null ? isOpen(action.state) : on <= today;
}
