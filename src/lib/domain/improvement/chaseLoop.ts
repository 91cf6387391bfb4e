import { workingDaysBetween } from '../calendar/workingDays.ts';
import type { ActionHead } from '../changes/RecordState.ts';
import { dayInEngland, type Day } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import { lastDayFor, loopStage } from './actionLife.ts';
import { firstUpwards, standIn, type LoopRung, type LoopStaff } from './loopStaff.ts';

/**
 * The steps by which a loop is chased, in working days after its due date, or after it was done and nobody has verified
 * it: first whoever's move it is, then up the line (product.md 6.6). The days are proposed ones, and data.
 */
export const loopSteps = {
	due: [
		{ step: 'soon', after: -3, to: 'mover' },
		{ step: 'late', after: 1, to: 'mover' },
		{ step: 'team', after: 3, to: 'team-manager' },
		{ step: 'service', after: 5, to: 'service-manager' },
		{ step: 'head', after: 10, to: 'head-of-service' },
		{ step: 'director', after: 15, to: 'director' }
	],
	done: [
		{ step: 'verify', after: 3, to: 'mover' },
		{ step: 'team', after: 5, to: 'team-manager' },
		{ step: 'service', after: 8, to: 'service-manager' },
		{ step: 'head', after: 13, to: 'head-of-service' },
		{ step: 'director', after: 18, to: 'director' }
	]
} as const satisfies Record<string, readonly { step: string; after: number; to: 'mover' | LoopRung }[]>;

export type LoopChase = {
	readonly step: string;
	/** From which day it is counted: each step is said once for each. */
	readonly since: Day;
	readonly to: PersonId;
};

/**
 * Whom to remind of an action today, and of which step; null where nobody is to be, or where nobody at all works here.
 * On the days between two steps it is the same step again, which is said once only.
 */
export function chaseOn(head: ActionHead, staff: LoopStaff, today: Day): LoopChase | null {
	const stage = loopStage(head.state);
	if (stage !== 'action' && stage !== 'evidence' && stage !== 'verification') return null;
	const isDone = stage === 'verification';
	const since = isDone ? dayInEngland(head.stateSince) : lastDayFor(head.dueOn);
	const { days } = workingDaysBetween(since, today);
	const step = loopSteps[isDone ? 'done' : 'due'].findLast(({ after }) => days >= after);
	if (step === undefined) return null;
	const to = whom(step.to, head, staff, today, isDone);
	return to === null ? null : { step: step.step, since, to };
}

/** Whom to remind of the next move: whose it is, else who stands in for them, else the line above. */
export function moverOf(head: ActionHead, staff: LoopStaff, today: Day): PersonId | null {
	return whom('mover', head, staff, today, loopStage(head.state) === 'verification');
}

function whom(
	to: 'mover' | LoopRung,
	head: ActionHead,
	staff: LoopStaff,
	today: Day,
	isDone: boolean
): PersonId | null {
	if (to !== 'mover') return firstUpwards(staff, to, head, today, [head.owner]);
	const mover = isDone ? head.verifier : head.owner;
	const self = mover === null ? null : standIn(staff, mover, today);
	if (self !== null && !(isDone && self === head.owner)) return self;
	return firstUpwards(staff, 'team-manager', head, today, [head.owner]);
}
