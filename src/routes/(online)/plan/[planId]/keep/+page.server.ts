import { error, fail, redirect } from '@sveltejs/kit';
import type { Problem } from '#lib/domain/shared/Result.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { closePlan, keepRecommendation, mayKeep, readPlan, renamePlan } from '#lib/server/plan/plans.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { planField } from '#lib/ui/words/problems/plan.ts';
import { textOf, typedIn } from '../../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	if (!mayKeep(acting)) error(403, { message: 'NO_PERMISSION', code: 'NO_PERMISSION' });
	const { id, name, closedAt, recommendations } = await orSayWhy(readPlan(acting, params.planId));
	return { plan: { id, name, isOpen: closedAt === null }, recommendations, saved: url.searchParams.has('saved') };
};

/** The fields of each recommendation stand on one page, so each has its id behind its name. */
function wrong(form: FormData, problem: Problem, at: string) {
	const errors = [{ id: at === '' ? 'name' : `${planField(problem, 'words')}-${at}`, words: problemWords(problem) }];
	return fail(400, { at, errors, typed: typedIn(form) });
}

export const actions: Actions = {
	rename: async ({ locals, params, request }) => {
		const form = await request.formData();
		const renamed = await orSayWhy(renamePlan(actingOf(locals), params.planId, textOf(form, 'name')));
		if (!renamed.ok) return wrong(form, renamed.problem, '');
		redirect(303, `/plan/${params.planId}/keep?saved`);
	},
	recommendation: async ({ locals, params, request }) => {
		const form = await request.formData();
		const id = textOf(form, 'id') || null;
		const typed = { number: textOf(form, 'number'), words: textOf(form, 'words'), summary: textOf(form, 'summary') };
		const kept = await orSayWhy(keepRecommendation(actingOf(locals), params.planId, { id, ...typed }));
		if (!kept.ok) return wrong(form, kept.problem, id ?? 'new');
		redirect(303, `/plan/${params.planId}/keep?saved`);
	},
	close: async ({ locals, params }) => {
		await orSayWhy(closePlan(actingOf(locals), params.planId));
		redirect(303, `/plan/${params.planId}`);
	}
};
