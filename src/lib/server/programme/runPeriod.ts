import type { Transaction } from 'kysely';
import { periodOn, type Period, type PracticeWeek } from '#lib/domain/programme/periods.ts';
import { ok, problem, type Problem, type Result } from '#lib/domain/shared/Result.ts';
import type { Tables } from '../db/connection.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { findPerson } from '../people/people.repository.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { recordNotFound } from '../records/records.errors.ts';
import { deleteRecord, lockRecord } from '../records/records.repository.ts';
import { requireMay } from '../records/requireMay.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { lockSample } from '../samples/samples.repository.ts';
import {
	allOrNothing,
	byAuthorityOf,
	goOut,
	previewGoOut,
	shareOutSample,
	whoTakesPart,
	type Outgoing,
	type WentOut
} from './goOut.ts';
import {
	claimRun,
	findActivity,
	listRuns,
	listWeeks,
	removeSample,
	saveRun,
	type KeptActivity,
	type Run
} from './programme.repository.ts';

export type Turn = { readonly kept: KeptActivity; readonly period: Period; readonly seed: string };

/** What the period of today would send out, to the last step, and nothing of it kept. */
export async function previewPeriod(
	acting: Acting,
	id: string,
	seed: string
): Promise<Result<WentOut & { readonly period: Period }>> {
	requireMay(acting, 'keep-programme');
	const turn = await turnOf(acting, id, seed);
	if (!turn.ok) return turn;
	const seen = await previewGoOut(await withAuthority(acting, turn.value.kept), outgoing(turn.value));
	return seen.ok ? ok({ ...seen.value, period: turn.value.period }) : seen;
}

/** Sends the period of today out, for somebody who does not wait for the morning. */
export async function runNow(acting: Acting, id: string, seed: string): Promise<Result<Run>> {
	requireMay(acting, 'keep-programme');
	const turn = await turnOf(acting, id, seed);
	if (!turn.ok) return turn;
	const before = (await listRuns(acting.database.db, id)).find(({ from }) => from === turn.value.period.from);
	if (before?.state === 'out') return problem('activity.already');
	const run = await runTurn(acting, turn.value, {
		before: before?.state === 'undone' ? undefined : before,
		by: acting.person.id
	});
	return run.problem !== null && run.given === 0 ? { ok: false, problem: run.problem } : ok(run);
}

async function turnOf(acting: Acting, id: string, seed: string): Promise<Result<Turn>> {
	const { db } = acting.database;
	const kept = await findActivity(db, id);
	if (kept === null) throw recordNotFound();
	if (kept.isOver) return problem('activity.ended');
	const period = periodOn(kept.activity, todayOf(acting.now), await listWeeks(db));
	return period === null ? problem('activity.no-period') : ok({ kept, period, seed });
}

/** Those whose turn it is today: begun, not gone out whole, not taken back by hand, not past their due date. */
export function turnsOn(
	today: string,
	activities: readonly KeptActivity[],
	weeks: readonly PracticeWeek[],
	runs: readonly Run[]
): { readonly kept: KeptActivity; readonly period: Period; readonly before: Run | undefined }[] {
	return activities.flatMap((kept) => {
		const period = periodOn(kept.activity, today, weeks);
		if (period === null || period.startsOn > today || period.dueOn < today) return [];
		const before = runs.find(({ activity, from }) => activity === kept.id && from === period.from);
		return before?.state === 'out' || before?.state === 'undone' ? [] : [{ kept, period, before }];
	});
}

type HowToRun = {
	/** What came of an earlier try in the same period. */
	readonly before: Run | undefined;
	/** Who asked; null: the programme itself. */
	readonly by: string | null;
	/** Asked inside the transaction: throws where another process has taken the job meanwhile. */
	readonly guard?: (trx: Transaction<Tables>) => Promise<void>;
};

/** Draws and allocates; of a period that went out in part, gives out what is left. What came of it is kept either way. */
export async function runTurn(acting: Acting, turn: Turn, { before, by, guard }: HowToRun): Promise<Run> {
	const authority = await withAuthority(acting, turn.kept);
	const { kept, period } = turn;
	const base = { activity: kept.id, from: period.from, to: period.to, dueOn: period.dueOn };
	const done = await allOrNothing(authority, (inside) =>
		inside.database.transaction(async (trx): Promise<Result<Run>> => {
			const claimed = await claimRun(trx, stuckRun(turn, base, before, null), acting.now);
			if (claimed === 'out') return problem('activity.already');
			const run = isDrawn(before) ? await goOn(inside, turn, before) : await begin(inside, turn, base);
			if (!run.ok) return run;
			await guard?.(trx);
			await saveRun(trx, run.value, acting.now);
			await logOfficeAct(trx, authority, 'activity.run', { ...run.value, by });
			return run;
		})
	);
	if (done.ok) return done.value;
	const stuck = stuckRun(turn, base, before, done.problem);
	if (done.problem.code !== 'activity.already') {
		await acting.database.transaction((trx) => saveRun(trx, stuck, acting.now));
	}
	return stuck;
}

type Drawn = Run & { readonly sample: string };

function isDrawn(run: Run | undefined): run is Drawn {
	return run !== undefined && run.sample !== null;
}

type Base = Pick<Run, 'activity' | 'from' | 'to' | 'dueOn'>;

async function begin(inside: Acting, turn: Turn, base: Base): Promise<Result<Run>> {
	const out = await goOut(inside, outgoing(turn));
	if (!out.ok) return out;
	const { wanted, drawn, given, sample } = out.value;
	return ok({ ...base, state: given < drawn ? 'partly' : 'out', wanted, given, sample, problem: null });
}

async function goOn(inside: Acting, turn: Turn, before: Drawn): Promise<Result<Run>> {
	const { roles, share, number } = turn.kept.activity;
	const { dueOn } = turn.period;
	const auditors = await whoTakesPart(inside, { roles, dueOn });
	if (auditors.length === 0) return problem('activity.nobody-of-role');
	const shared = await shareOutSample(inside, before.sample, { auditors, dueOn, share, number });
	if (!shared.ok) return shared;
	const { allocated, unallocated } = shared.value;
	const given = before.given + allocated.length;
	return ok({ ...before, given, state: unallocated.length > 0 ? 'partly' : 'out', problem: null });
}

function stuckRun({ kept }: Turn, base: Base, before: Run | undefined, why: Problem | null): Run {
	if (isDrawn(before)) return { ...before, problem: why };
	const { number } = kept.activity;
	return { ...base, state: 'stuck', wanted: number, given: 0, sample: null, problem: why };
}

async function withAuthority(acting: Acting, { setBy }: KeptActivity): Promise<Acting> {
	const setter = await findPerson(acting.database.db, setBy);
	return { ...acting, person: byAuthorityOf(setter ?? acting.person) };
}

function outgoing({ kept: { activity }, period: { dueOn, from }, seed }: Turn): Outgoing {
	return { ...activity, name: `${activity.name}, from ${from}`, dueOn, seed };
}

/** Takes a period back before anyone began: its audits leave the tablets, its cases may be drawn again. */
export async function undoRun(acting: Acting, id: string, from: string): Promise<Result<{ readonly audits: number }>> {
	requireMay(acting, 'keep-programme');
	return allOrNothing(acting, async (inside) => {
		const { db } = inside.database;
		const run = (await listRuns(db, id)).find((one) => one.from === from);
		if (run === undefined || run.sample === null || run.state === 'undone') return problem('activity.nothing-to-undo');
		return inside.database.transaction(async (trx): Promise<Result<{ audits: number }>> => {
			const sample = await lockSample(trx, inside.database.kind, run.sample ?? '');
			const ids = (sample?.cases ?? []).flatMap(({ audit }) => (audit === null ? [] : [audit]));
			let begun = 0;
			for (const audit of ids) {
				const found = await lockRecord(trx, inside.database.kind, { kind: 'audit', id: audit });
				if (found !== null && (found.state.head as AuditHead).state !== 'allocated') begun += 1;
			}
			if (begun > 0) return problem('activity.begun', { count: begun });
			for (const audit of ids) await deleteRecord(trx, { kind: 'audit', id: audit }, 'deleted', acting.now);
			if (run.sample !== null) await removeSample(trx, run.sample);
			await saveRun(trx, { ...run, state: 'undone', sample: null, given: 0, problem: null }, acting.now);
			await logOfficeAct(trx, acting, 'activity.undo', { activity: id, from, sample: run.sample, audits: ids });
			return ok({ audits: ids.length });
		});
	});
}
