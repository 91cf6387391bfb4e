import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { acceptFrame } from '#lib/server/frames/frames.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { readPackedJson } from '#lib/server/http/readPackedJson.ts';
import type { RequestHandler } from './$types';

/** The cases themselves are judged, column by column, where they are taken in. */
const posted = z.strictObject({ takenOn: z.string(), source: z.string(), cases: z.unknown() });
/** As many children as the reader reads at most, half a kilobyte each. */
const mostBytes = 256 * 1024 * 1024;

/** Only what the reader kept comes here; the file itself never leaves the page. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const read = await readPackedJson(request, mostBytes);
	if (!read.ok && read.problem.code === 'body.too-large') return refuse('frame.too-large', 413);
	const body = posted.safeParse(read.ok ? read.value : null);
	if (!body.success) return refuse('frame.invalid', 400);
	const accepted = await orSayWhy(acceptFrame(actingOf(locals), body.data));
	return json(accepted, { status: accepted.ok ? 200 : 409 });
};

function refuse(code: string, status: number): Response {
	return json({ ok: false, problem: { code } }, { status });
}
