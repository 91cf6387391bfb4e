import { readRisk, scoreOf, type PlanRisk, type RiskProblem } from '#lib/domain/plan/PlanRisk.ts';
import { ok, type Result } from '#lib/domain/shared/Result.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import type { Acting } from '../records/Acting.ts';
import { recordNotFound } from '../records/records.errors.ts';
import { requireMay } from '../records/requireMay.ts';
import { listRiskRows, saveRiskRow, type KeptRisk } from './aroundPlan.repository.ts';
import { inOpenPlan, readPlan } from './plans.useCases.ts';

/** Those that are open first, the highest first. */
export async function listRisks(acting: Acting, plan: string): Promise<KeptRisk[]> {
	await readPlan(acting, plan);
	const risks = await listRiskRows(acting.database.db, plan);
	return risks.sort((one, other) => Number(one.isClosed) - Number(other.isClosed) || scoreOf(other) - scoreOf(one));
}

/** A risk, new where `id` is null; every change of it stands in the log. */
export async function keepRisk(
	acting: Acting,
	plan: string,
	{ id, risk: typed }: { readonly id: string | null; readonly risk: PlanRisk }
): Promise<Result<string, RiskProblem | 'plan.closed'>> {
	requireMay(acting, 'keep-plan');
	const read = readRisk(typed);
	if (!read.ok) return read;
	return inOpenPlan(acting, plan, async (trx) => {
		const isKnown = (await listRiskRows(trx, plan)).some((risk) => risk.id === id);
		if (id !== null && !isKnown) throw recordNotFound();
		const kept = { id: id ?? crypto.randomUUID(), risk: read.value, by: acting.person.id, at: acting.now };
		await saveRiskRow(trx, plan, kept);
		await logOfficeAct(trx, acting, 'plan.risk', { plan, risk: kept.id, ...read.value });
		return ok(kept.id);
	});
}
