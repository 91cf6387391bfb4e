import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { mayKeep } from '#lib/server/plan/plans.useCases.ts';
import { readExceptions } from '#lib/server/plan/readExceptions.ts';
import { offTrack, summaryOf } from './exceptionPaper.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const { plan, exceptions } = await orSayWhy(readExceptions(acting, params.planId));
	return {
		plan: { id: plan.id, name: plan.name },
		mayKeep: mayKeep(acting),
		summary: summaryOf({ actions: plan.items.length, exceptions }),
		exceptions: exceptions.map((exception) => ({
			id: exception.item.id,
			cells: exception.item.cells,
			off: offTrack(exception),
			suggested: exception.suggested?.rag ?? null
		}))
	};
};
