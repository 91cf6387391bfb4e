import { fail } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { addPerson } from '#lib/server/people/people.useCases.ts';
import { seeTeams } from '#lib/server/people/teams.useCases.ts';
import { fieldErrors } from '../fieldErrors.ts';
import { readPersonForm } from '../personForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => orSayWhy(seeTeams(actingOf(locals)));

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const person = readPersonForm(await request.formData());
		const added = await orSayWhy(addPerson(actingOf(locals), person));
		if (!added.ok) return fail(400, { person, errors: fieldErrors(added.problems) });
		return { added: { ...added.value, name: person.name } };
	}
};
