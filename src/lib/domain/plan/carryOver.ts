import type { Plan, PlanItem, PlanLink, Recommendation } from './Plan.ts';

export type CarriedPlan = {
	readonly recommendations: readonly Recommendation[];
	readonly items: readonly PlanItem[];
	readonly links: readonly PlanLink[];
};

/** Done and shown to have worked: nothing of it is left to carry. */
export function isFinished({ cells }: Pick<PlanItem, 'cells'>): boolean {
	return cells.progressRag === 'green' && cells.impactRag === 'green';
}

/**
 * What a plan hands on to the next one: every item that is not finished, under its own reference, with its cells, its
 * leader and its evidence, and the recommendations these stand under. What each came from is kept, so that its history
 * is one line through all plans.
 */
export function carryOver(
	plan: Pick<Plan, 'recommendations' | 'items'>,
	links: readonly PlanLink[],
	newId: () => string
): CarriedPlan {
	const left = plan.items.filter((item) => !isFinished(item));
	const used = new Set(left.map(({ recommendation }) => recommendation));
	const recommendationIds = new Map([...used].map((id) => [id, newId()]));
	const itemIds = new Map(left.map(({ id }) => [id, newId()]));
	const nowOf = (ids: ReadonlyMap<string, string>, id: string) => ids.get(id) ?? id;
	return {
		recommendations: plan.recommendations
			.filter(({ id }) => used.has(id))
			.map((one) => ({ ...one, id: nowOf(recommendationIds, one.id) })),
		items: left.map((item) => ({
			...item,
			id: nowOf(itemIds, item.id),
			recommendation: nowOf(recommendationIds, item.recommendation),
			from: item.id,
			revision: 1
		})),
		links: links.filter(({ item }) => itemIds.has(item)).map((one) => ({ ...one, item: nowOf(itemIds, one.item) }))
	};
}
