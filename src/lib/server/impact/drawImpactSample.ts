import type { Transaction } from 'kysely';
import type { ActionRecord, AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { addMonths } from '#lib/domain/calendar/months.ts';
import { addWorkingDays } from '#lib/domain/calendar/workingDays.ts';
import { askedAgain, type AskedAgain } from '#lib/domain/impact/askedAgain.ts';
import type { ImpactRule } from '#lib/domain/impact/judgeImpact.ts';
import { auditingRoles, wholeCaseload } from '#lib/domain/programme/Activity.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { inUse } from '#lib/domain/templates/editing/versions.ts';
import type { Tables } from '../db/connection.ts';
import { findCurrentFrame, findFrameCases } from '../frames/frames.repository.ts';
import { readNameTies } from '../frames/nameTies.ts';
import { allOrNothing, goOut } from '../programme/goOut.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { lockRecord, updateRecord } from '../records/records.repository.ts';
import { listStored, versionsOf } from '../templates/templates.repository.ts';
import { countGap, listFoundIn, listSampleAudits, saveCheck, type ImpactCheck } from './impact.repository.ts';

type Drawing = {
	readonly seed: string;
	readonly rule: ImpactRule;
	readonly guard?: ((trx: Transaction<Tables>) => Promise<void>) | undefined;
};

/**
 * Draws and gives out the fresh sample of an action's theme, where the action is for: the same questions, of children
 * not audited in the last year, by whoever the rules of independence let. What stops it is kept and tried again on the
 * next working day. Answers whether it was drawn.
 */
export async function drawImpactSample(acting: Acting, action: ActionRecord, drawing: Drawing): Promise<boolean> {
	const { database, now } = acting;
	const asked = await whatToAsk(acting, action);
	const check = await newCheck(acting, action, asked, drawing.rule);
	const drawn = asked === null ? problem('impact.set-retired') : await draw(acting, action, asked, check, drawing);
	if (drawn.ok) return true;
	await database.transaction(async (trx) => {
		await drawing.guard?.(trx);
		await saveCheck(trx, { ...check, state: 'stuck', problem: drawn.problem.code, at: now });
	});
	return false;
}

async function whatToAsk(
	{ database: { db }, now }: Acting,
	{ record, head }: ActionRecord
): Promise<AskedAgain | null> {
	const stored = await listStored(db);
	const today = todayOf(now);
	const found = await listFoundIn(db, record.id);
	return askedAgain(found, head.theme ?? '', (id) => inUse(versionsOf(stored, id), today)?.template);
}

/** What practice was before the action: the same questions in the same place, in audits drawn by chance. */
async function newCheck(
	{ database: { db }, now }: Acting,
	{ record, head }: ActionRecord,
	asked: AskedAgain | null,
	rule: ImpactRule
): Promise<ImpactCheck> {
	const raisedOn = dayInEngland(head.raisedAt);
	const from = Date.parse(`${addMonths(raisedOn, -rule.monthsBefore)}T00:00:00.000Z`);
	const where = {
		sets: asked?.sets ?? [],
		team: head.team,
		service: head.service,
		from,
		to: Date.parse(head.raisedAt)
	};
	const before = await countGap(db, where, asked?.questions ?? []);
	return {
		action_id: record.id,
		round: head.reopened ?? 0,
		template_id: asked?.template ?? '',
		questions: asked?.questions ?? [],
		before_count: before.count,
		before_of: before.of,
		before_left_out: before.leftOut,
		state: 'drawn',
		problem: null,
		sample_id: null,
		due_on: addWorkingDays(todayOf(now), rule.workingDays).on,
		at: now,
		after_count: null,
		after_of: null,
		verdict: null,
		settled_at: null
	};
}

async function draw(
	acting: Acting,
	{ record, head }: ActionRecord,
	asked: AskedAgain,
	check: ImpactCheck,
	{ seed, rule, guard }: Drawing
): Promise<Result<null>> {
	const teams = await teamsIn(acting, head);
	if (teams !== null && teams.length === 0) return problem('impact.no-team');
	return allOrNothing(acting, async (inside) => {
		await guard?.(inside.database.db as Transaction<Tables>);
		const gone = await goOut(inside, {
			name: head.what.slice(0, 120),
			template: asked.template,
			roles: [...auditingRoles],
			number: rule.size,
			share: 'together',
			cases: { ...wholeCaseload, teams: teams ?? [] },
			dueOn: check.due_on ?? '',
			seed
		});
		if (!gone.ok) return gone;
		const { sample } = gone.value;
		await inside.database.transaction(async (trx) => {
			for (const id of await listSampleAudits(trx, sample)) {
				await narrow(trx, inside, id, {
					impactOf: record.id,
					...(asked.sections === null ? {} : { sections: asked.sections })
				});
			}
			await saveCheck(trx, { ...check, sample_id: sample });
		});
		return ok(null);
	});
}

/** The caseload's names for the teams of an action's place; null where it is for the whole council. */
async function teamsIn(
	{ database: { db } }: Acting,
	{ team, service }: Pick<ActionRecord['head'], 'team' | 'service'>
): Promise<string[] | null> {
	if (team === null && service === null) return null;
	const frame = await findCurrentFrame(db);
	const cases = frame === undefined ? [] : await findFrameCases(db, frame.id);
	const ties = await readNameTies(db);
	const names = new Set(cases.flatMap((one) => one.team ?? []));
	return [...names].filter((name) => {
		const place = ties.place(name);
		return team === null ? place.service === service : place.team === team;
	});
}

/** Told before anyone was: the audits are made in this same transaction. */
async function narrow(
	trx: Transaction<Tables>,
	{ database, now }: Acting,
	id: string,
	more: Pick<AuditRecord['head'], 'impactOf' | 'sections'>
): Promise<void> {
	const found = await lockRecord(trx, database.kind, { kind: 'audit', id });
	if (found === null) return;
	const audit = found.state as AuditRecord;
	await updateRecord(trx, { ...audit, head: { ...audit.head, ...more } }, [], now);
}
