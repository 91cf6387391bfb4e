import type { RequestHandler } from '@sveltejs/kit';
import { context } from '#lib/server/context.ts';
import { checkHealth } from '#lib/server/http/checkHealth.ts';

/** Asks the database, so that a process which has lost it is found out. */
export const GET: RequestHandler = async () => {
	const { status, body } = await checkHealth(context(), undefined, context().now());
	return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
};
