import { fail, redirect } from '@sveltejs/kit';
import { context } from '#lib/server/context.ts';
import { orSayWhy } from '#lib/server/http/officePage.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { Refusal } from '#lib/server/Refusal.ts';
import { openLink, sendIn, type Caller } from '#lib/server/voices/feedbackLinks.useCases.ts';
import { readSaid } from './readSaid.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const today = todayOf(context().now());
	// After it was sent: the link is used, and all the page says is thank you.
	if (event.url.searchParams.has('thanks')) return { asks: null, today };
	return { ...(await orSayWhy(openLink(callerOf(event)))), today };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const { asks } = await orSayWhy(openLink(callerOf(event)));
		const read = readSaid(asks, form);
		if (!read.ok) return fail(400, { error: read.error, ...read.typed });
		try {
			await sendIn(callerOf(event), read.words);
		} catch (refused) {
			if (!(refused instanceof Refusal) || refused.code !== 'NOTHING_SAID') return orSayWhy(Promise.reject(refused));
			return fail(400, { error: 'Answer a question or write something first', ...read.typed });
		}
		redirect(303, '?thanks');
	}
};

function callerOf({ params, getClientAddress }: RequestEvent): Caller {
	const { database, now } = context();
	return { database, token: params.token, address: getClientAddress(), now: now() };
}
