import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import { activity as activityShape, type Activity } from '#lib/domain/programme/Activity.ts';
import type { PracticeWeek } from '#lib/domain/programme/periods.ts';
import type { Problem } from '#lib/domain/shared/Result.ts';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { ActivityRunTable, ActivityTable } from '../db/tables/programme.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

export type KeptActivity = {
	readonly id: string;
	readonly activity: Activity;
	readonly setBy: string;
	readonly isOver: boolean;
};

/** In the order in which they were put on the programme. */
export async function listActivities(db: Db): Promise<KeptActivity[]> {
	const rows = await db.selectFrom('activity').selectAll().orderBy('set_at').orderBy('id').execute();
	return rows.map(readActivityRow).filter(({ isOver }) => !isOver);
}

export async function findActivity(db: Db, id: string): Promise<KeptActivity | null> {
	const row = await db.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirst();
	return row === undefined ? null : readActivityRow(row);
}

function readActivityRow({ id, body, set_by, ended_at }: Selectable<ActivityTable>): KeptActivity {
	return { id, activity: readJson(body, activityShape), setBy: set_by, isOver: ended_at !== null };
}

export async function saveActivityRow(
	trx: Trx,
	{
		id,
		activity,
		by,
		at
	}: { readonly id: string; readonly activity: Activity; readonly by: string; readonly at: number }
): Promise<void> {
	const row = { body: writeJson(activity), set_by: by };
	await trx
		.insertInto('activity')
		.values({ id, ...row, set_at: at, ended_at: null })
		.onConflict((conflict) => conflict.column('id').doUpdateSet(row))
		.execute();
}

export async function endActivityRow(trx: Trx, id: string, at: number): Promise<void> {
	await trx.updateTable('activity').set({ ended_at: at }).where('id', '=', id).execute();
}

const problemShape = z.object({
	code: z.string(),
	facts: z.record(z.string(), z.union([z.string(), z.number()])).optional()
});

export type Run = {
	readonly activity: string;
	readonly from: string;
	readonly to: string;
	readonly dueOn: string;
	readonly state: ActivityRunTable['state'];
	readonly wanted: number;
	readonly given: number;
	readonly sample: string | null;
	readonly problem: Problem | null;
};

export async function listRuns(db: Db, activity?: string): Promise<Run[]> {
	const all = db.selectFrom('activity_run').selectAll().orderBy('from_on', 'desc').orderBy('activity_id');
	const rows = await (activity === undefined ? all : all.where('activity_id', '=', activity)).execute();
	return rows.map((row) => ({
		activity: row.activity_id,
		from: row.from_on,
		to: row.to_on,
		dueOn: row.due_on,
		state: row.state,
		wanted: row.wanted,
		given: row.given,
		sample: row.sample_id,
		problem: row.problem === null ? null : readProblem(row.problem)
	}));
}

function readProblem(text: string): Problem {
	const { code, facts } = readJson(text, problemShape);
	return facts === undefined ? { code } : { code, facts };
}

export async function saveRun(trx: Trx, run: Run, at: number): Promise<void> {
	const row = {
		to_on: run.to,
		due_on: run.dueOn,
		state: run.state,
		wanted: run.wanted,
		given: run.given,
		sample_id: run.sample,
		problem: run.problem === null ? null : writeJson(run.problem),
		at
	};
	await trx
		.insertInto('activity_run')
		.values({ activity_id: run.activity, from_on: run.from, ...row })
		.onConflict((conflict) => conflict.columns(['activity_id', 'from_on']).doUpdateSet(row))
		.execute();
}

/** Takes the period's row for this transaction, so that of two who run it one waits; answers with how it stands. */
export async function claimRun(trx: Trx, run: Run, at: number): Promise<Run['state']> {
	const { state } = await trx
		.insertInto('activity_run')
		.values({
			activity_id: run.activity,
			from_on: run.from,
			to_on: run.to,
			due_on: run.dueOn,
			state: run.state,
			wanted: run.wanted,
			given: run.given,
			sample_id: run.sample,
			problem: null,
			at
		})
		.onConflict((conflict) => conflict.columns(['activity_id', 'from_on']).doUpdateSet({ at }))
		.returning('state')
		.executeTakeFirstOrThrow();
	return state;
}

export async function listWeeks(db: Db): Promise<PracticeWeek[]> {
	const rows = await db.selectFrom('practice_week').selectAll().orderBy('from_on').execute();
	return rows.map(({ id, theme, from_on: from, to_on: to }) => ({ id, theme, from, to }));
}

export async function insertWeek(trx: Trx, { id, theme, from, to }: PracticeWeek): Promise<void> {
	await trx.insertInto('practice_week').values({ id, theme, from_on: from, to_on: to }).execute();
}

export async function removeWeek(trx: Trx, id: string): Promise<boolean> {
	const { numDeletedRows } = await trx.deleteFrom('practice_week').where('id', '=', id).executeTakeFirst();
	return numDeletedRows > 0n;
}

/** A sample that was drawn and taken back before anyone began: the log keeps that it was, and how it was drawn. */
export async function removeSample(trx: Trx, id: string): Promise<void> {
	await trx.deleteFrom('sample_case').where('sample_id', '=', id).execute();
	await trx.deleteFrom('sample').where('id', '=', id).execute();
}
