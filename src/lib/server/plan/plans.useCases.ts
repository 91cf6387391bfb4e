import { may } from '#lib/domain/access/can.ts';
import { carryOver } from '#lib/domain/plan/carryOver.ts';
import { cellChanges } from '#lib/domain/plan/changeItem.ts';
import { emptyItem } from '#lib/domain/plan/PlanItem.ts';
import { readPlanName, readRecommendation, type PlanProblem, type Recommendation } from '#lib/domain/plan/Plan.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { Transaction } from 'kysely';
import type { Tables } from '../db/connection.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { recordNotFound } from '../records/records.errors.ts';
import { requireMay } from '../records/requireMay.ts';
import { insertHistory } from './aroundPlan.repository.ts';
import {
	findPlan,
	insertItem,
	insertLink,
	insertPlan,
	listLinks,
	listPlanRows,
	lockPlan,
	saveRecommendation,
	updatePlan,
	type KeptPlan,
	type PlanListing
} from './plan.repository.ts';

/** Those going on first, and of each the newest. */
export async function listPlans(acting: Acting): Promise<PlanListing[]> {
	requireMay(acting, 'see-plan');
	const all = await listPlanRows(acting.database.db);
	return [...all.filter(({ closedAt }) => closedAt === null), ...all.filter(({ closedAt }) => closedAt !== null)];
}

export async function readPlan(acting: Acting, id: string): Promise<KeptPlan> {
	requireMay(acting, 'see-plan');
	const plan = await findPlan(acting.database.db, id);
	if (plan === null) throw recordNotFound();
	return plan;
}

export function mayKeep({ person, now }: Acting): boolean {
	return may(person, 'keep-plan', todayOf(now));
}

export type StartProblem = PlanProblem | 'plan.closed';

/** A new plan, empty; or with what an earlier one has not finished, which is closed by that. */
export async function startPlan(
	acting: Acting,
	{ name: typed, follows }: { readonly name: string; readonly follows: string | null }
): Promise<Result<string, StartProblem>> {
	requireMay(acting, 'keep-plan');
	const name = readPlanName(typed);
	if (!name.ok) return name;
	return acting.database.transaction(async (trx): Promise<Result<string, StartProblem>> => {
		const before = follows === null ? null : await lockAndFind(trx, follows);
		if (before !== null && before.closedAt !== null) return problem('plan.closed');
		const id = crypto.randomUUID();
		const by = { by: acting.person.id, at: acting.now };
		await insertPlan(trx, { id, name: name.value, follows: before?.id ?? null, ...by });
		if (before !== null) await carry(trx, acting, before, id);
		await logOfficeAct(trx, acting, 'plan.start', { plan: id, name: name.value, follows: before?.id ?? null });
		return ok(id);
	});
}

async function lockAndFind(trx: Transaction<Tables>, id: string): Promise<KeptPlan> {
	const found = (await lockPlan(trx, id)) ? await findPlan(trx, id) : null;
	if (found === null) throw recordNotFound();
	return found;
}

async function carry(trx: Transaction<Tables>, acting: Acting, before: KeptPlan, into: string): Promise<void> {
	const by = { by: acting.person.id, at: acting.now };
	const carried = carryOver(before, await listLinks(trx, before.id), () => crypto.randomUUID());
	for (const one of carried.recommendations) await saveRecommendation(trx, into, one);
	for (const item of carried.items) {
		await insertItem(trx, into, item);
		const ref = cellChanges(emptyItem, item.cells).filter(({ cell }) => cell === 'ref');
		await insertHistory(trx, ref, { item: item.id, how: 'carried', ...by });
	}
	for (const link of carried.links) await insertLink(trx, link, by);
	await updatePlan(trx, before.id, { closed_at: acting.now });
}

export async function renamePlan(acting: Acting, id: string, typed: string): Promise<Result<null, StartProblem>> {
	requireMay(acting, 'keep-plan');
	const name = readPlanName(typed);
	if (!name.ok) return name;
	return inOpenPlan(acting, id, async (trx) => {
		await updatePlan(trx, id, { name: name.value });
		await logOfficeAct(trx, acting, 'plan.rename', { plan: id, name: name.value });
		return ok(null);
	});
}

/** Nothing is written in it any more; it is read as it stood. */
export async function closePlan(acting: Acting, id: string): Promise<void> {
	requireMay(acting, 'keep-plan');
	await acting.database.transaction(async (trx) => {
		await lockAndFind(trx, id);
		await updatePlan(trx, id, { closed_at: acting.now });
		await logOfficeAct(trx, acting, 'plan.close', { plan: id });
	});
}

/** A recommendation, new where `id` is null; what it says may be written anew, what stands under it stays. */
export async function keepRecommendation(
	acting: Acting,
	plan: string,
	typed: Omit<Recommendation, 'id'> & { readonly id: string | null }
): Promise<Result<string, StartProblem>> {
	requireMay(acting, 'keep-plan');
	return inOpenPlan(acting, plan, async (trx, { recommendations }) => {
		const known = recommendations.some(({ id }) => id === typed.id);
		if (typed.id !== null && !known) throw recordNotFound();
		const others = recommendations.filter(({ id }) => id !== typed.id).map(({ number }) => number);
		const read = readRecommendation(typed, others);
		if (!read.ok) return read;
		const kept = { id: typed.id ?? crypto.randomUUID(), ...read.value };
		await saveRecommendation(trx, plan, kept);
		await logOfficeAct(trx, acting, 'plan.recommendation', { plan, ...kept });
		return ok(kept.id);
	});
}

/** Does what changes a plan that goes on, one at a time; a closed one is read and not written in. */
export async function inOpenPlan<Value, Code extends string>(
	{ database }: Acting,
	id: string,
	work: (trx: Transaction<Tables>, plan: KeptPlan) => Promise<Result<Value, Code>>
): Promise<Result<Value, Code | 'plan.closed'>> {
	return database.transaction(async (trx): Promise<Result<Value, Code | 'plan.closed'>> => {
		const plan = await lockAndFind(trx, id);
		return plan.closedAt === null ? work(trx, plan) : problem('plan.closed');
	});
}
