import type { Transaction } from 'kysely';
import { addWorkingDays } from '#lib/domain/calendar/workingDays.ts';
import { judgeImpact, usualImpactRule, type Impact, type ImpactRule } from '#lib/domain/impact/judgeImpact.ts';
import { impactCheckOn } from '#lib/domain/improvement/actionLife.ts';
import type { Database, Tables } from '../db/connection.ts';
import type { Job, JobFacts } from '../jobs/Job.ts';
import { chanceSeed, onWorkingDay, type WorkingDay } from '../programme/onWorkingDay.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { performAsDipper } from '../records/performAsDipper.ts';
import { findRecord } from '../records/records.repository.ts';
import type { ActionRecord } from '#lib/domain/changes/RecordState.ts';
import { drawImpactSample } from './drawImpactSample.ts';
import {
	countGap,
	findChecks,
	listDrawnChecks,
	listVerifiedThemeActions,
	saveCheck,
	type ImpactCheck
} from './impact.repository.ts';

/** Early each working day: draws the look back where it has come due, and settles those whose audits are all in. */
export const checkImpact: Job = {
	name: 'check-impact',
	every: '40 5 * * *',
	run: impactDay
};

/** Working days past its due date for which a sample that is not all in is waited for. */
const patience = 10;

export function impactDay(day: WorkingDay & { readonly rule?: ImpactRule }): Promise<JobFacts> {
	const { database, signal, stillMine, newSeed = chanceSeed, rule = usualImpactRule } = day;
	return onWorkingDay(day, async (acting, today) => {
		const facts = { drawn: 0, stuck: 0, settled: 0, undecided: 0 };
		for (const action of await listVerifiedThemeActions(database.db)) {
			if (signal?.aborted === true) break;
			if ((impactCheckOn(action.head) ?? '9') > today || (await isBegun(database, action))) continue;
			const drawn = await drawImpactSample(acting, action, { seed: newSeed(), rule, guard: stillMine });
			facts[drawn ? 'drawn' : 'stuck'] += 1;
		}
		for (const check of await listDrawnChecks(database.db)) {
			if (signal?.aborted === true) break;
			const end = await settle(acting, check, rule, stillMine);
			if (end !== null) facts[end] += 1;
		}
		return facts;
	});
}

async function isBegun({ db }: Database, { record, head }: ActionRecord): Promise<boolean> {
	const check = (await findChecks(db, record.id)).find(({ round }) => round === (head.reopened ?? 0));
	return check !== undefined && check.state !== 'stuck';
}

/**
 * Once every audit of the sample is in, or it is long enough past its date: practice moved, and the loop closes; it did
 * not, and the loop opens again; or it cannot be told, and the verdict is for a manager, who sees the figures.
 */
async function settle(
	acting: Acting,
	check: ImpactCheck,
	rule: ImpactRule,
	guard: WorkingDay['stillMine']
): Promise<'settled' | 'undecided' | null> {
	const { database, now } = acting;
	const after = await countGap(database.db, { sample: check.sample_id ?? '' }, check.questions);
	const isWaitedFor = addWorkingDays(check.due_on ?? todayOf(now), patience).on >= todayOf(now);
	if (after.open > 0 && (isWaitedFor || after.of === 0)) return null;
	const before = { count: check.before_count, of: check.before_of };
	const impact = judgeImpact(before, after, rule);
	const end = impact.verdict === 'cannot-tell' ? 'undecided' : 'settled';
	return database.transaction(async (trx) => {
		await guard?.(trx);
		const counts = { after_count: after.count, after_of: after.of, verdict: impact.verdict, settled_at: now };
		// A manager may have given a verdict meanwhile: the figures are kept, theirs stands.
		const found = await findRecord(trx, { kind: 'action', id: check.action_id });
		const isOpen = found?.state.record.kind === 'action' && (found.state as ActionRecord).head.state === 'verified';
		await saveCheck(trx, { ...check, ...counts, state: isOpen ? end : 'settled' });
		if (isOpen && end === 'settled') await giveVerdict(trx, acting, check.action_id, impact);
		return end;
	});
}

/** The verdict stands in the action as a person's would, under the server's own name, with the figures it rests on. */
function giveVerdict(trx: Transaction<Tables>, acting: Acting, action: string, impact: Impact): Promise<void> {
	const args = { verdict: impact.verdict === 'moved' ? 'held' : 'not-held', note: figuresOf(impact) };
	return performAsDipper(trx, acting, { record: { kind: 'action', id: action }, name: 'action.impact', args });
}

/** 18/20 → 6/20: figures and no words, for the pages to put into words. */
function figuresOf({ before, after }: Impact): string {
	return `${before.count}/${before.of} → ${after.count}/${after.of}`;
}
