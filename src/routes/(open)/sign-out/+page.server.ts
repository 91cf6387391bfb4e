import { redirect } from '@sveltejs/kit';
import { readToken, takeToken } from '#lib/server/auth/browserSession.ts';
import { context } from '#lib/server/context.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (locals.person === null) redirect(303, '/sign-in');
	return { name: locals.person.name };
};

export const actions: Actions = {
	default: async (event) => {
		const token = readToken(event);
		if (token !== null) await context().sessions.end(token);
		takeToken(event);
		redirect(303, '/sign-in');
	}
};
