import { fail, redirect } from '@sveltejs/kit';
import { giveToken, placeOf } from '#lib/server/auth/browserSession.ts';
import { isFirstRun, setUpCouncil } from '#lib/server/auth/firstRun.ts';
import { context } from '#lib/server/context.ts';
import { readText } from '#lib/server/http/readText.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	if (!(await isFirstRun(context().database))) redirect(303, '/');
};

const fieldOf: Readonly<Record<string, string>> = {
	'first-run.token-wrong': 'token',
	'first-run.council-missing': 'council',
	'person.name-missing': 'name',
	'person.username-missing': 'username'
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const read = (name: string) => readText(form, name).slice(0, 300);
		const kept = { token: read('token'), council: read('council'), name: read('name'), username: read('username') };
		const { database, sessions, now } = context();
		const made = await setUpCouncil(database, { ...kept, password: readText(form, 'password') }, now());
		if (!made.ok) {
			const { problem } = made;
			return fail(400, { ...kept, field: fieldOf[problem.code] ?? 'password', problem });
		}
		giveToken(event, await sessions.start(made.value.personId, placeOf(event)), context());
		redirect(303, '/');
	}
};
