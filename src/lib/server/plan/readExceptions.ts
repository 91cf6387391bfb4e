import { findExceptions, type Exception } from '#lib/domain/plan/findExceptions.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { listRisks } from './risks.useCases.ts';
import { readPlan } from './plans.useCases.ts';
import type { KeptRisk } from './aroundPlan.repository.ts';
import type { KeptPlan } from './plan.repository.ts';
import { weighItems } from './readEvidence.ts';

export type ExceptionReport = {
	readonly plan: KeptPlan;
	readonly exceptions: readonly Exception[];
	/** Open risks, the highest first. */
	readonly risks: readonly KeptRisk[];
};

/** What the assistant director tells: what is off track, why, what next (product.md 7). Worked out each time it is asked for. */
export async function readExceptions(acting: Acting, id: string): Promise<ExceptionReport> {
	const plan = await readPlan(acting, id);
	const exceptions = findExceptions(await weighItems(acting, id, plan.items), todayOf(acting.now));
	const risks = (await listRisks(acting, id)).filter(({ isClosed }) => !isClosed);
	return { plan, exceptions, risks };
}
