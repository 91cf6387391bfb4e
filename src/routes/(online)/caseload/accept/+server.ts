import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { acceptFrame } from '#lib/server/frames/frames.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import type { RequestHandler } from './$types';

/** The cases themselves are judged, column by column, where they are taken in. */
const posted = z.strictObject({ takenOn: z.string(), source: z.string(), cases: z.unknown() });

/** Only what the reader kept comes here; the file itself never leaves the page. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const body = posted.safeParse(await request.json().catch(() => null));
	if (!body.success) return json({ ok: false, problem: { code: 'frame.invalid' } }, { status: 400 });
	const accepted = await orSayWhy(acceptFrame(actingOf(locals), body.data));
	return json(accepted, { status: accepted.ok ? 200 : 409 });
};
