import { actionReach, isWithin } from '#lib/domain/access/actionReach.ts';
import type { OwnPlaces } from '#lib/domain/access/ownPlaces.ts';
import type { ActionHead, RecordState } from '#lib/domain/changes/RecordState.ts';
import { isOverdue, loopStage, whoseMove, type LoopStage } from '#lib/domain/improvement/actionLife.ts';
import { dayInEngland, daysBetween, type Day } from '#lib/domain/shared/dates.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import { noteAccess } from '../log/accessLog.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';
import { countTallies, type LoopCounts } from './loopCounts.ts';
import type { LoopFilter } from './LoopFilter.ts';
import {
	countLoopsWanted,
	countMoves,
	findLoopHeads,
	pageOfLoops,
	tallyLoops,
	type Asking
} from './loops.repository.ts';

export type Loop = {
	readonly id: string;
	readonly ver: number;
	readonly head: ActionHead;
	readonly stage: LoopStage;
	/** Whose move it is; null where it falls to a manager, or to the look back at practice. */
	readonly move: PersonId | null;
	readonly overdue: boolean;
	/** Whole days since it was raised. */
	readonly age: number;
};

export type LoopPage = { readonly loops: Loop[]; readonly total: number };

/** The loops a person may see, the most overdue first. A loop is open while somebody has to do something: what is verified rests until its impact is to be looked at. */
export async function listLoops(acting: Acting, filter: LoopFilter = {}): Promise<LoopPage> {
	requireMay(acting, 'see-loops');
	const loops = await readPage(acting, filter);
	return { loops, total: await countLoopsWanted(acting.database.db, askingOf(acting), filter) };
}

/** Open loops of all that a person may see, of their own teams, and of their own services. */
export type WhoseCounts = { readonly all: LoopCounts; readonly team: LoopCounts; readonly service: LoopCounts };

/** A page of loops, and the counts over all that are open. */
export async function listAndCount(
	acting: Acting,
	filter: LoopFilter,
	own: OwnPlaces = { teams: [], services: [] }
): Promise<LoopPage & { readonly counts: WhoseCounts }> {
	requireMay(acting, 'see-loops');
	const { db } = acting.database;
	const tallies = await tallyLoops(db, askingOf(acting), {}, own);
	const counts = {
		all: countTallies(tallies),
		team: countTallies(tallies.filter(({ inTeam }) => inTeam)),
		service: countTallies(tallies.filter(({ inService }) => inService))
	};
	const total = isWhole(filter) ? counts.all.open : await countLoopsWanted(db, askingOf(acting), filter);
	return { loops: await readPage(acting, filter), total, counts };
}

/** The first screen: all that are open, which have just been counted. */
function isWhole({ limit: _, offset: __, show = 'open', ...narrow }: LoopFilter): boolean {
	return show === 'open' && Object.values(narrow).every((one) => one === undefined);
}

/** Open loops by age and stage. */
export async function loopCounts(
	acting: Acting,
	filter: Pick<LoopFilter, 'team' | 'service'> = {}
): Promise<LoopCounts> {
	requireMay(acting, 'see-loops');
	return countTallies(await tallyLoops(acting.database.db, askingOf(acting), filter));
}

export function countMyMoves({ database, person }: Acting): Promise<number> {
	return countMoves(database.db, person.id);
}

function askingOf({ person, now }: Acting): Asking {
	return { reach: actionReach(person), self: person.id, today: todayOf(now) };
}

/** SQL chose them by the same reach; the head, which is the truth, has the last word (W10). */
async function readPage(acting: Acting, filter: LoopFilter): Promise<Loop[]> {
	const { database, person, now } = acting;
	const asking = askingOf(acting);
	const heads = await findLoopHeads(database.db, await pageOfLoops(database.db, asking, filter));
	const seen = heads.filter(({ head }) => isWithin(asking.reach, head));
	await noteAccess(database.db, { at: now, personId: person.id, clientId: null, act: 'list' }, seen);
	return seen.map((action) => asLoop(action, asking.today));
}

export function asLoop({ record, ver, head }: RecordState<'action'>, today: Day): Loop {
	return {
		id: record.id,
		ver,
		head,
		stage: loopStage(head.state),
		move: whoseMove(head),
		overdue: isOverdue(head, today),
		age: daysBetween(dayInEngland(head.raisedAt), today)
	};
}
