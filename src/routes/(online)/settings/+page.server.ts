import { fail, redirect } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { saveTabletRules, seeTabletRules } from '#lib/server/settings/tabletRules.ts';
import { typedIn } from '../readForm.ts';
import { readTabletRulesForm } from './readTabletRulesForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	rules: await orSayWhy(seeTabletRules(actingOf(locals))),
	saved: url.searchParams.has('saved')
});

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const acting = actingOf(locals);
		await orSayWhy(seeTabletRules(acting));
		const form = await request.formData();
		const { rules, errors } = readTabletRulesForm(form);
		if (rules === null) return fail(400, { errors, typed: typedIn(form) });
		await orSayWhy(saveTabletRules(acting, rules));
		redirect(303, '/settings?saved');
	}
};
