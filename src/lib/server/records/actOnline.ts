import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { isActive } from '#lib/domain/access/can.ts';
import { isWellFormed } from '#lib/domain/shared/text.ts';
import type { ParkedCode } from '#lib/protocol/push.ts';
import { appendToLog } from '../log/changeLog.ts';
import { instantOf, todayOf, type Acting } from './Acting.ts';
import { keepHistory } from './history.repository.ts';
import { performChange } from './performChange.ts';

/** An act as on the wire, done on an online page: no tablet, no number, and the answer comes at once. */
export type OnlineAct = {
	readonly record: RecordRef;
	readonly name: string;
	readonly args: unknown;
	readonly base?: number;
};

export type Acted = Result<{ readonly ver: number; readonly outcome: 'applied' | 'conflict' }, ParkedCode>;

/**
 * The same engine as for a push. Nothing is parked: the person is there and can be told why not, and nothing of a
 * refused act is kept.
 */
export async function actOnline({ database, person, now }: Acting, act: OnlineAct): Promise<Acted> {
	if (!isActive(person, todayOf(now))) return problem('USER_DEACTIVATED');
	if (!isWellFormed(act)) return problem('SCHEMA_INVALID');
	return database.transaction(async (trx): Promise<Acted> => {
		const change = { id: crypto.randomUUID(), at: instantOf(now), ...act };
		const performed = await performChange(trx, database.kind, change, { person, clientId: null, at: change.at });
		if (!performed.ok) return problem(performed.code);
		const { st, ver, history } = performed;
		const logSeq = await appendToLog(trx, {
			at: now,
			personId: person.id,
			clientId: null,
			n: null,
			change,
			outcome: st
		});
		const origin = { logSeq, name: act.name, by: person.id, at: now, deviceAt: null, clientId: null, n: null };
		await keepHistory(trx, { ...origin, changeId: change.id, base: act.base ?? 0 }, history);
		return ok({ ver, outcome: st });
	});
}
