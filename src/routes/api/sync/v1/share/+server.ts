import { context } from '#lib/server/context.ts';
import { admitRequest, answerSync, readBody } from '#lib/server/sync/receive.ts';
import { signedOut } from '#lib/server/sync/sync.errors.ts';
import { reportError } from '#lib/server/sync/syncEndpoint.ts';
import { giveShare } from '#lib/server/vault/giveShare.ts';
import type { RequestHandler } from './$types';

const mostBytes = 4 * 1024;

export const POST: RequestHandler = ({ request, url, locals }) =>
	answerSync(async () => {
		const person = admitRequest(request, url.origin, locals.person);
		const { signedInAt } = locals;
		if (signedInAt === null) throw signedOut();
		const { database, now } = context();
		const body = await readBody(request, mostBytes);
		return Response.json(await giveShare({ database, person, signedInAt, body, now: now() }));
	}, reportError);
