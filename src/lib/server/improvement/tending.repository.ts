import type { Kysely, Transaction } from 'kysely';
import type { LoopChase } from '#lib/domain/improvement/chaseLoop.ts';
import type { ActionRecord } from '#lib/domain/changes/RecordState.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import type { Tables } from '../db/connection.ts';
import { stateFrom } from '../records/recordRows.ts';

type Db = Kysely<Tables>;

/** Actions that somebody still has to do something about, without their fields. */
export async function listOpenActions(db: Db): Promise<ActionRecord[]> {
	const rows = await db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('kind', '=', 'action')
		.where('ended_at', 'is', null)
		.where('deleted_why', 'is', null)
		.orderBy('id')
		.execute();
	return rows.map((row) => stateFrom(row) as ActionRecord);
}

/** Each step once for each day it is counted from: a process that runs again says nothing twice. `by`: who asked for it. */
export async function insertLoopChases(
	trx: Transaction<Tables>,
	chases: readonly (LoopChase & { readonly action: string })[],
	at: number,
	by: PersonId | null = null
): Promise<number> {
	let said = 0;
	for (let from = 0; from < chases.length; from += 500) {
		const rows = chases
			.slice(from, from + 500)
			.map(({ action, since, step, to }) => ({ action_id: action, since_on: since, step, to_id: to, by_id: by, at }));
		const inserted = await trx
			.insertInto('loop_chase')
			.values(rows)
			.onConflict((conflict) => conflict.columns(['action_id', 'since_on', 'step']).doNothing())
			.returning('action_id')
			.execute();
		said += inserted.length;
	}
	return said;
}

export type SaidChase = {
	readonly step: string;
	readonly to: string;
	/** Who asked for it; null where it was the clock. */
	readonly by: string | null;
	readonly at: number;
};

/** Who was reminded of one action, the newest first. */
export async function listLoopChases(db: Db, action: string): Promise<SaidChase[]> {
	const rows = await db
		.selectFrom('loop_chase')
		.select(['step', 'to_id', 'by_id', 'at'])
		.where('action_id', '=', action)
		.orderBy('at', 'desc')
		.execute();
	return rows.map(({ step, to_id: to, by_id: by, at }) => ({ step, to, by, at }));
}
