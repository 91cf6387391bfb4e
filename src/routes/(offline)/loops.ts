import type { ActionListing } from '#lib/device/session/Tablet.svelte.ts';
import { holds, type Person } from '#lib/domain/access/Person.ts';
import { isOpen, loopStage, whoseMove } from '#lib/domain/improvement/actionLife.ts';
import { dayInEngland, daysBetween, type Day } from '#lib/domain/shared/dates.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';

export type OpenLoop = {
	readonly id: string;
	readonly head: ActionListing['head'];
	/** In days, since it was raised. */
	readonly age: number;
	readonly isMine: boolean;
	/** Null where it falls to whichever manager may verify it. */
	readonly move: PersonId | null;
};

/** Whom verification falls to where nobody is named. */
export function mayVerify(person: Person): boolean {
	return holds(person, 'team-manager', 'service-manager', 'head-of-service', 'qa-manager');
}

/** Every loop that is open, one's own move first, then the soonest due. */
export function openLoops(
	listings: readonly ActionListing[],
	me: PersonId,
	canVerify: boolean,
	today: Day
): OpenLoop[] {
	return listings
		.filter(({ head }) => isOpen(head.state))
		.map(({ id, head }) => {
			const move = whoseMove(head);
			const falls = move === null && loopStage(head.state) === 'verification' && canVerify && head.owner !== me;
			return { id, head, age: daysBetween(dayInEngland(head.raisedAt), today), isMine: move === me || falls, move };
		})
		.sort((one, other) => Number(other.isMine) - Number(one.isMine) || (one.head.dueOn < other.head.dueOn ? -1 : 1));
}
