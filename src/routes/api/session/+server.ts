import type { RequestHandler } from '@sveltejs/kit';
import { z } from 'zod';
import { giveToken, placeOf, readToken, takeToken } from '#lib/server/auth/browserSession.ts';
import { signIn } from '#lib/server/auth/signIn.ts';
import { context } from '#lib/server/context.ts';
import { readJsonBody } from '#lib/server/http/apiAnswers.ts';
import { Refusal } from '#lib/server/Refusal.ts';

const credentials = z.object({
	username: z.string().max(200),
	password: z.string().max(1000),
	code: z.string().optional()
});
const mostBytes = 8 * 1024;

export const POST: RequestHandler = async (event) => {
	const given = credentials.safeParse(await readJsonBody(event.request, mostBytes));
	if (!given.success) throw new Refusal('UNPROCESSABLE', 422);
	const { database, sessions, now } = context();
	const { username, password } = given.data;
	const oldToken = readToken(event);
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
	return new Response(null, { status: 204 });
};

export const DELETE: RequestHandler = async (event) => {
	const token = readToken(event);
	if (token !== null) await context().sessions.end(token);
	takeToken(event);
	return new Response(null, { status: 204 });
};
