import { fail, redirect } from '@sveltejs/kit';
import { giveToken, placeOf, readToken } from '#lib/server/auth/browserSession.ts';
import { isFirstRun } from '#lib/server/auth/firstRun.ts';
import { signIn } from '#lib/server/auth/signIn.ts';
import { safeNext } from '#lib/server/auth/whereNext.ts';
import { context } from '#lib/server/context.ts';
import { readText } from '#lib/server/http/readText.ts';
import { handedOverCookie } from '#lib/protocol/handedOver.ts';
import { Refusal } from '#lib/server/Refusal.ts';
import type { Problem } from '#lib/domain/shared/Result.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (locals.person !== null) redirect(303, safeNext(url.searchParams.get('next')));
	if (await isFirstRun(context().database)) redirect(303, '/first-run');
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const username = readText(form, 'username').slice(0, 200);
		const password = readText(form, 'password');
		if (username.trim() === '')
			return fail(400, { username, field: 'username', problem: missing('your sign-in name') });
		if (password === '') return fail(400, { username, field: 'password', problem: missing('your password') });
		const { database, sessions, now } = context();
		const oldToken = readToken(event);
		try {
			const { token } = await signIn({
				database,
				sessions,
				now: now(),
				username,
				password,
				place: placeOf(event),
				oldToken
			});
			giveToken(event, token, context());
			// The password was typed: whoever had the tablet before, it is theirs now.
			event.cookies.delete(handedOverCookie, { path: '/', httpOnly: false });
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return fail(error.status, { username, field: 'username', problem: problemOf(error) });
		}
		redirect(303, safeNext(event.url.searchParams.get('next')));
	}
};

function missing(what: string): Problem {
	return { code: 'form.missing', facts: { what } };
}

function problemOf({ status, headers }: Refusal): Problem {
	if (status !== 429) return { code: 'sign-in.wrong' };
	return { code: 'sign-in.too-many', facts: { minutes: Math.ceil(Number(headers['Retry-After']) / 60) } };
}
