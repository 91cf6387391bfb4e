import type { ActionHead } from '../changes/RecordState.ts';
import type { Day } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import { isOpen, loopStage } from './actionLife.ts';
import { firstUpwards, isHere, standIn, type LoopStaff } from './loopStaff.ts';

/** What has to change hands, and why. */
export type LoopCover = {
	readonly owner?: { readonly to: PersonId; readonly because: 'owner-left' | 'case-moved' };
	/** Whoever was to verify has left: it falls to a manager. */
	readonly verifier?: null;
	/** The child's case is another team's now. */
	readonly place?: { readonly team: string | null; readonly service: string | null };
};

export type CasePlace = { readonly team: string | null; readonly service: string | null };

/**
 * What keeps an action from being nobody's: the owner who left is followed by their deputy, else by the line from the
 * team's manager up; a verifier who left by a manager; and where a child's case moved team, its open actions go with it,
 * to the new team's manager where they were the old team's. Null where all is well. `place` is where the caseload has
 * the child now; null where it does not say.
 */
export function coverOf(head: ActionHead, place: CasePlace | null, staff: LoopStaff, today: Day): LoopCover | null {
	if (!isOpen(head.state)) return null;
	const moved =
		place !== null && head.level === 'child' && place.team !== null && place.team !== head.team ? place : null;
	const owner = withOwner(head) ? newOwner(head, moved, staff, today) : null;
	const isVerifierGone = head.verifier !== null && !isHere(staff, head.verifier, today);
	if (owner === null && moved === null && !isVerifierGone) return null;
	return {
		...(owner === null ? {} : { owner }),
		...(moved === null ? {} : { place: moved }),
		...(isVerifierGone ? { verifier: null } : {})
	};
}

function withOwner({ state }: ActionHead): boolean {
	const stage = loopStage(state);
	return stage === 'action' || stage === 'evidence';
}

function newOwner(head: ActionHead, moved: CasePlace | null, staff: LoopStaff, today: Day): LoopCover['owner'] | null {
	const hasLeft = !isHere(staff, head.owner, today);
	const wasTeams = moved !== null && isOfTeam(head, staff);
	if (!hasLeft && !wasTeams) return null;
	const because = hasLeft ? 'owner-left' : 'case-moved';
	const deputy = hasLeft && moved === null ? standIn(staff, head.owner, today) : null;
	const to = deputy ?? firstUpwards(staff, 'team-manager', moved ?? head, today, [head.owner]);
	return to === null || to === head.owner ? null : { to, because };
}

/** Whoever manages the old team or works in it: somebody from elsewhere keeps what they took on. */
function isOfTeam({ owner, team }: ActionHead, { people, managerOf }: LoopStaff): boolean {
	return team !== null && (managerOf.get(team) === owner || people.get(owner)?.team === team);
}
