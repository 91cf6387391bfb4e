import type { RequestHandler } from '@sveltejs/kit';
import { context } from '#lib/server/context.ts';
import { findSetting } from '#lib/server/settings/settings.repository.ts';

/** Asks the database, so that a process which has lost it is found out. */
export const GET: RequestHandler = async () => {
	const { config, database } = context();
	const epoch = await findSetting(database.db, 'epoch');
	return Response.json({ status: 'ok', version: config.version, database: database.kind, epoch });
};
