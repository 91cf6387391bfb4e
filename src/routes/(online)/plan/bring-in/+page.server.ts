import { error, fail, redirect } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { listPlans, mayKeep, readPlan } from '#lib/server/plan/plans.useCases.ts';
import { bringIn } from '#lib/server/plan/planTable.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { textOf } from '../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	if (!mayKeep(acting)) error(403, { message: 'NO_PERMISSION', code: 'NO_PERMISSION' });
	const open = (await orSayWhy(listPlans(acting))).filter(({ closedAt }) => closedAt === null);
	return {
		into: url.searchParams.get('into') ?? '',
		plans: await Promise.all(open.map(({ id }) => orSayWhy(readPlan(acting, id))))
	};
};

export const actions: Actions = {
	/** The table that was made of the file in the browser; the server takes it by its own rules, whole or not at all. */
	default: async ({ locals, request }) => {
		const form = await request.formData();
		const wish = { table: readJson(textOf(form, 'table')), into: textOf(form, 'into') || null };
		const brought = await orSayWhy(bringIn(actingOf(locals), wish));
		if (!brought.ok) return fail(422, { errors: [{ id: 'file', words: problemWords(brought.problem) }] });
		redirect(303, `/plan/${brought.value}`);
	}
};

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
