import { fail, redirect } from '@sveltejs/kit';
import { findExceptions } from '#lib/domain/plan/findExceptions.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { listComments } from '#lib/server/plan/aroundPlan.repository.ts';
import { addComment } from '#lib/server/plan/items.useCases.ts';
import { mayKeep, readPlan } from '#lib/server/plan/plans.useCases.ts';
import { weighItems } from '#lib/server/plan/readEvidence.ts';
import { instantOf, todayOf } from '#lib/server/records/Acting.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { textOf, typedIn } from '../../readForm.ts';
import { drawItem } from './drawItem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const plan = await orSayWhy(readPlan(acting, params.planId));
	const weighed = await orSayWhy(weighItems(acting, plan.id, plan.items));
	const today = todayOf(acting.now);
	const off = findExceptions(weighed, today);
	const comments = await listComments(acting.database.db, plan.id);
	const refs = new Map(plan.items.map(({ id, cells }) => [id, cells.ref]));
	return {
		plan: { id: plan.id, name: plan.name, closedAt: plan.closedAt },
		mayKeep: mayKeep(acting),
		exceptions: off.length,
		recommendations: plan.recommendations.map((recommendation) => ({
			...recommendation,
			items: weighed
				.filter(({ item }) => item.recommendation === recommendation.id)
				.map((one) => drawItem(one, off.find(({ item }) => item.id === one.item.id)?.reasons ?? []))
		})),
		names: await findNames(acting.database.db, [
			...comments.map(({ by }) => by),
			...plan.items.map(({ leader }) => leader)
		]),
		comments: comments.map(({ item, at, ...comment }) => ({
			...comment,
			about: item === null ? null : { id: item, ref: refs.get(item) ?? '' },
			at: instantOf(at)
		}))
	};
};

export const actions: Actions = {
	comment: async ({ locals, params, request }) => {
		const form = await request.formData();
		const said = await orSayWhy(
			addComment(actingOf(locals), params.planId, { item: null, says: textOf(form, 'says') })
		);
		if (!said.ok)
			return fail(400, { typed: typedIn(form), errors: [{ id: 'says', words: problemWords(said.problem) }] });
		redirect(303, `/plan/${params.planId}#comments`);
	}
};
