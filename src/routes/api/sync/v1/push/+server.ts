import { limits } from '#lib/protocol/version.ts';
import { applyPush } from '#lib/server/sync/applyPush.ts';
import { reportError, syncEndpoint } from '#lib/server/sync/syncEndpoint.ts';
import type { RequestHandler } from './$types';

export const POST = syncEndpoint(limits.maxBatchBytes, async ({ server, person, body }) => {
	const { database, now: clock } = server;
	const newId = () => crypto.randomUUID();
	const { status, answer } = await applyPush({ database, person, body, clock, newId, report: reportError });
	return Response.json(answer, { status });
}) satisfies RequestHandler;
