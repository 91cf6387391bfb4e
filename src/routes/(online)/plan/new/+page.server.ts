import { error, fail, redirect } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { listPlans, mayKeep, startPlan } from '#lib/server/plan/plans.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { planField } from '#lib/ui/words/problems/plan.ts';
import { textOf, typedIn } from '../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	if (!mayKeep(acting)) error(403, { message: 'NO_PERMISSION', code: 'NO_PERMISSION' });
	const plans = await orSayWhy(listPlans(acting));
	return {
		follows: url.searchParams.get('follows') ?? '',
		open: plans.filter(({ closedAt }) => closedAt === null).map(({ id, name }) => ({ value: id, label: name }))
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await request.formData();
		const wish = { name: textOf(form, 'name'), follows: textOf(form, 'follows') || null };
		const started = await orSayWhy(startPlan(actingOf(locals), wish));
		if (!started.ok) {
			const id = planField(started.problem, 'follows');
			const field = id === 'words' ? 'name' : id;
			return fail(400, { typed: typedIn(form), errors: [{ id: field, words: problemWords(started.problem) }] });
		}
		redirect(303, `/plan/${started.value}/keep`);
	}
};
