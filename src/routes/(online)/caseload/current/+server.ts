import { json } from '@sveltejs/kit';
import { readCurrentFrame } from '#lib/server/frames/frames.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import type { RequestHandler } from './$types';

/** As much of the caseload in use as the page needs to say what a new one would change. */
export const GET: RequestHandler = async ({ locals }) => {
	const frame = await orSayWhy(readCurrentFrame(actingOf(locals)));
	const cases = frame?.cases.map(({ caseRef, team, worker, stage }) => ({ caseRef, team, worker, stage })) ?? null;
	return json({ takenOn: frame?.takenOn ?? null, cases });
};
