import { fail, redirect } from '@sveltejs/kit';
import { giveToken, placeOf } from '#lib/server/auth/browserSession.ts';
import { choosePassword } from '#lib/server/auth/choosePassword.ts';
import { context } from '#lib/server/context.ts';
import { readText } from '#lib/server/http/readText.ts';
import { findPerson } from '#lib/server/people/people.repository.ts';
import type { Actions, PageServerLoad } from './$types';

/** Only with a one-time password: to change their own, people will be asked for the old one. */
async function findWhoMustChoose({ person }: App.Locals) {
	if (person === null) redirect(303, '/sign-in');
	const found = await findPerson(context().database.db, person.id);
	if (found === null || !found.mustChange) redirect(303, '/');
	return found;
}

export const load: PageServerLoad = async ({ locals }) => ({ username: (await findWhoMustChoose(locals)).username });

export const actions: Actions = {
	default: async (event) => {
		const { database, sessions } = context();
		const person = await findWhoMustChoose(event.locals);
		const form = await event.request.formData();
		const password = readText(form, 'password');
		if (password !== readText(form, 'again')) {
			return fail(400, { field: 'again', problem: { code: 'password.differs', facts: {} } });
		}
		const chosen = await choosePassword({ database, sessions, person, password, place: placeOf(event) });
		if (!chosen.ok) return fail(400, { field: 'password', problem: chosen.problem });
		giveToken(event, chosen.value.token, context());
		redirect(303, '/');
	}
};
