import { maySee } from '#lib/domain/access/can.ts';
import type { ActionRecord } from '#lib/domain/changes/RecordState.ts';
import { moverOf } from '#lib/domain/improvement/chaseLoop.ts';
import { isHere, type LoopStaff } from '#lib/domain/improvement/loopStaff.ts';
import { whyNotMove, type ManyMove, type WhyNotMove } from '#lib/domain/improvement/whyNotMove.ts';
import { isDay } from '#lib/domain/shared/dates.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText, isWellFormed } from '#lib/domain/shared/text.ts';
import type { ParkedCode } from '#lib/protocol/push.ts';
import { noteAccess } from '../log/accessLog.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { actOnline } from '../records/actOnline.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { findRecord } from '../records/records.repository.ts';
import { requireMay } from '../records/requireMay.ts';
import { readStaff } from './readStaff.ts';
import { insertLoopChases } from './tending.repository.ts';

/** What came of one of them: null is that it was done. */
export type MovedLoop = {
	readonly id: string;
	/** What the action is; empty where it is not there for this person. */
	readonly what: string;
	readonly why: WhyNotMove | ParkedCode | 'loop.not-there' | 'loop.nobody' | 'loop.reminded-today' | null;
};

export type MoveLoopsProblem =
	'loops.none-chosen' | 'loops.too-many' | 'loops.owner-missing' | 'loops.due-wrong' | 'loops.why-missing';

/** So many stand on a page or two: nobody judges more than these at once. */
export const mostAtOnce = 100;

/**
 * The same move on several loops, each as if it were made alone: judged by the policy on the record as it is now, in a
 * transaction of its own, logged by itself. One that cannot be moved stops none of the others, and says why.
 */
export async function moveLoops(
	acting: Acting,
	ids: readonly string[],
	asked: ManyMove
): Promise<Result<MovedLoop[], MoveLoopsProblem>> {
	requireMay(acting, 'see-loops');
	const chosen = [...new Set(ids)].filter(isWellFormed);
	if (chosen.length === 0) return problem('loops.none-chosen');
	if (chosen.length > mostAtOnce) return problem('loops.too-many', { limit: mostAtOnce });
	const staff = await readStaff(acting.database, todayOf(acting.now));
	const move = readMove(asked, staff, acting);
	if (!move.ok) return move;
	const moved: MovedLoop[] = [];
	for (const id of chosen) moved.push(await moveOne(acting, id, move.value, staff));
	return ok(moved);
}

/** What is wrong with the move itself, before any loop is looked at. */
function readMove(asked: ManyMove, staff: LoopStaff, { now }: Acting): Result<ManyMove, MoveLoopsProblem> {
	if (asked.name === 'remind') return ok(asked);
	const reason = cleanText(asked.reason).trim();
	if (asked.name === 'transfer' && !isHere(staff, asked.owner, todayOf(now))) return problem('loops.owner-missing');
	if (asked.name === 'extend' && (!isDay(asked.dueOn) || asked.dueOn < todayOf(now))) return problem('loops.due-wrong');
	return reason === '' ? problem('loops.why-missing') : ok({ ...asked, reason });
}

async function moveOne(acting: Acting, id: string, move: ManyMove, staff: LoopStaff): Promise<MovedLoop> {
	const { database, person, now } = acting;
	const today = todayOf(now);
	const found = await findRecord(database.db, { kind: 'action', id });
	if (found === null || found.deletedWhy !== null || !maySee(person, found.state, today))
		return { id, what: '', why: 'loop.not-there' };
	const action = found.state as ActionRecord;
	await noteAccess(database.db, { at: now, personId: person.id, clientId: null, act: 'list' }, [action]);
	const { what } = action.head;
	const why = whyNotMove(person, action, move, today);
	if (why !== null) return { id, what, why };
	if (move.name === 'remind') return { id, what, why: await remind(acting, action, staff) };
	const { name, ...args } = move;
	const done = await actOnline(acting, { record: action.record, name: `action.${name}`, args });
	return { id, what, why: done.ok ? null : done.problem.code };
}

/** Once a day for each loop, however many ask: whose move it is, or who stands in for them. */
async function remind(acting: Acting, { record, head }: ActionRecord, staff: LoopStaff): Promise<MovedLoop['why']> {
	const { database, person, now } = acting;
	const since = todayOf(now);
	const to = moverOf(head, staff, since);
	if (to === null) return 'loop.nobody';
	if (to === person.id) return 'loop.own-move';
	return database.transaction(async (trx) => {
		const said = await insertLoopChases(trx, [{ action: record.id, since, step: 'asked', to }], now, person.id);
		if (said === 0) return 'loop.reminded-today';
		await logOfficeAct(trx, acting, 'loop.remind', { record, to });
		return null;
	});
}
