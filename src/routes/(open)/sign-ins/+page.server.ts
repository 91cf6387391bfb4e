import { redirect } from '@sveltejs/kit';
import { readToken } from '#lib/server/auth/browserSession.ts';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { context } from '#lib/server/context.ts';
import { readText } from '#lib/server/http/readText.ts';
import type { Actions, PageServerLoad } from './$types';

const back = '/sign-in?next=%2Fsign-ins';

export const load: PageServerLoad = async (event) => {
	const { person } = event.locals;
	if (person === null) redirect(303, back);
	const { sessions, now } = context();
	const token = readToken(event);
	const here = token === null ? null : hashToken(token);
	const listed = await sessions.list(person.id);
	return {
		now: now(),
		sessions: listed.map(({ id, lastSeenAt, userAgent }) => ({ id, lastSeenAt, userAgent, isHere: id === here }))
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		if (locals.person === null) redirect(303, back);
		await context().sessions.endListed(locals.person.id, readText(await request.formData(), 'session'));
		redirect(303, '/sign-ins');
	}
};
