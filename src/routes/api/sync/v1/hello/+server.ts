import { limits } from '#lib/protocol/version.ts';
import { hello } from '#lib/server/sync/hello.ts';
import { syncEndpoint } from '#lib/server/sync/syncEndpoint.ts';
import type { RequestHandler } from './$types';

export const POST = syncEndpoint(limits.maxBatchBytes, async ({ server, person, body }) =>
	Response.json(await hello({ database: server.database, person, body, now: server.now() }))
) satisfies RequestHandler;
