import type { RequestHandler } from '@sveltejs/kit';
import { context } from '#lib/server/context.ts';
import { Refusal } from '#lib/server/Refusal.ts';
import { findSetting } from '#lib/server/settings/settings.repository.ts';

/** Who is signed in and for which council: what a tablet that is being set up has to know. */
export const GET: RequestHandler = async ({ locals }) => {
	if (locals.person === null) throw new Refusal('SIGN_IN', 401);
	const { id, username, name, grants, team, status, until, permVer } = locals.person;
	const council = (await findSetting(context().database.db, 'council-name')) ?? '';
	return Response.json({ person: { id, username, name, grants, team, status, until, permVer }, council });
};
