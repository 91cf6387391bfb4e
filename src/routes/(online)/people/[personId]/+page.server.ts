import { fail, redirect } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { changePerson, deactivatePerson, reactivatePerson } from '#lib/server/people/people.useCases.ts';
import { resetPassword, seePerson } from '#lib/server/people/people.useCases.ts';
import { seeTeams } from '#lib/server/people/teams.useCases.ts';
import { fieldErrors } from '../fieldErrors.ts';
import { readPersonForm } from '../personForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const person = await orSayWhy(seePerson(acting, params.personId));
	return { person, ...(await orSayWhy(seeTeams(acting))), saved: url.searchParams.has('saved') };
};

export const actions: Actions = {
	change: async ({ locals, params, request }) => {
		const person = readPersonForm(await request.formData());
		const changed = await orSayWhy(changePerson(actingOf(locals), params.personId, person));
		if (!changed.ok) return fail(400, { person, errors: fieldErrors(changed.problems) });
		redirect(303, `/people/${params.personId}?saved`);
	},
	password: async ({ locals, params }) => ({
		password: await orSayWhy(resetPassword(actingOf(locals), params.personId))
	}),
	leave: async ({ locals, params }) => {
		const left = await orSayWhy(deactivatePerson(actingOf(locals), params.personId));
		if (!left.ok) return fail(400, { errors: fieldErrors(left.problems) });
		redirect(303, `/people/${params.personId}?saved`);
	},
	comeBack: async ({ locals, params }) => {
		await orSayWhy(reactivatePerson(actingOf(locals), params.personId));
		redirect(303, `/people/${params.personId}?saved`);
	}
};
