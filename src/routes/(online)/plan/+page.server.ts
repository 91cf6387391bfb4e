import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { listPlans, mayKeep } from '#lib/server/plan/plans.useCases.ts';
import { readExceptions } from '#lib/server/plan/readExceptions.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const acting = actingOf(locals);
	const plans = await orSayWhy(listPlans(acting));
	return {
		mayKeep: mayKeep(acting),
		open: await Promise.all(
			plans
				.filter(({ closedAt }) => closedAt === null)
				.map(async ({ id, name }) => {
					const { plan, exceptions } = await orSayWhy(readExceptions(acting, id));
					return { id, name, items: plan.items.length, exceptions: exceptions.length };
				})
		),
		closed: plans.flatMap(({ id, name, closedAt }) =>
			closedAt === null ? [] : [{ id, name, closedOn: todayOf(closedAt) }]
		)
	};
};
