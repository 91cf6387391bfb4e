import { mayChange } from '#lib/domain/access/can.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import { mostExtensions } from '#lib/domain/changes/applyActionAct.ts';
import type { ActionRecord } from '#lib/domain/changes/RecordState.ts';
import { offersAct, loopStage, whoseMove } from '#lib/domain/improvement/actionLife.ts';
import type { Day } from '#lib/domain/shared/dates.ts';

/** What can be done with an action, in the order in which it is offered. */
export const acts = ['accept', 'complete', 'verify', 'impact', 'progress', 'extend', 'transfer', 'notNeeded'] as const;
export type ActName = (typeof acts)[number];

/** What this person may do with it now: by the one policy, and as far as its state goes. */
export function offeredActs(person: Person, record: ActionRecord, today: Day): readonly ActName[] {
	return acts.filter(
		(act) =>
			offersAct(record.head.state, `action.${act}`) &&
			mayChange(person, `action.${act}`, record, today) &&
			(act !== 'extend' || record.head.extensions < mostExtensions)
	);
}

/** Their move: asked by name, or a manager where verifying falls to whoever may. */
export function isMyMove(record: ActionRecord, me: string, offered: readonly ActName[]): boolean {
	const mover = whoseMove(record.head);
	if (mover !== null) return mover === me;
	return loopStage(record.head.state) === 'verification' && offered.includes('verify');
}

/** The act that moves the loop on from here: it stands open, and its button is the page's own. */
export function mainAct(offered: readonly ActName[], isMine: boolean): ActName | null {
	if (!isMine) return null;
	return offered.find((act) => act === 'accept' || act === 'complete' || act === 'verify') ?? null;
}
