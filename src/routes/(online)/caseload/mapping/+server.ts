import { json } from '@sveltejs/kit';
import { recallMapping, saveMapping } from '#lib/server/frames/mappings.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import type { RequestHandler } from './$types';

/** How a CSV with these headers was mapped the last time. The headers come as their digest, never as they are. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const mapping = await orSayWhy(recallMapping(actingOf(locals), url.searchParams.get('headers') ?? ''));
	return json({ mapping });
};

export const POST: RequestHandler = async ({ locals, request }) => {
	const saved = await orSayWhy(saveMapping(actingOf(locals), await request.json().catch(() => null)));
	return json(saved, { status: saved.ok ? 200 : 400 });
};
