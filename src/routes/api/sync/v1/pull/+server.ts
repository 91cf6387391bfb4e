import { limits } from '#lib/protocol/version.ts';
import { readChanges } from '#lib/server/sync/readChanges.ts';
import { syncEndpoint } from '#lib/server/sync/syncEndpoint.ts';
import type { RequestHandler } from './$types';

/** `have` names every record on the tablet, so it may be longer than a push. */
export const POST = syncEndpoint(limits.pullBytes, async ({ server, person, body }) =>
	Response.json(await readChanges({ database: server.database, person, body, now: server.now() }))
) satisfies RequestHandler;
