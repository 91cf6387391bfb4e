import { redirect } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { savePublishingRules, seePublishingRules } from '#lib/server/settings/publishingRules.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	rules: await orSayWhy(seePublishingRules(actingOf(locals))),
	saved: url.searchParams.has('saved')
});

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await request.formData();
		await orSayWhy(savePublishingRules(actingOf(locals), { twoPeople: form.has('twoPeople') }));
		redirect(303, '/settings/publishing?saved');
	}
};
