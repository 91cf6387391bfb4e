import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { dropDraft, keepDraft, readDraft, setAside } from '#lib/server/templates/drafts.useCases.ts';
import type { RequestHandler } from './$types';

/** The draft itself is judged where it is kept. */
const saved = z.strictObject({ revision: z.number().int(), draft: z.unknown() });
const aside = z.strictObject({ title: z.string(), draft: z.unknown() });
const dropped = z.strictObject({ revision: z.number().int() });

/** The draft as it stands now: for someone who was told that another has changed it. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { draft, revision } = await orSayWhy(readDraft(actingOf(locals), params.templateId));
	return json({ draft, revision });
};

export const PUT: RequestHandler = async ({ locals, params, request }) => {
	const acting = actingOf(locals);
	const body = saved.safeParse(await request.json().catch(() => null));
	if (!body.success) return notReadable();
	const kept = await orSayWhy(keepDraft(acting, params.templateId, body.data));
	if (kept.ok) return json(kept);
	const by = kept.problem.facts?.by;
	const names = typeof by === 'string' ? await findNames(acting.database.db, [by]) : {};
	return json({ ...kept, by: Object.values(names)[0] ?? null }, { status: 409 });
};

/** What one of two wrote becomes a draft of its own. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const body = aside.safeParse(await request.json().catch(() => null));
	if (!body.success) return notReadable();
	const kept = await orSayWhy(setAside(actingOf(locals), body.data.draft, body.data.title));
	return json(kept, { status: kept.ok ? 200 : 409 });
};

export const DELETE: RequestHandler = async ({ locals, params, request }) => {
	const body = dropped.safeParse(await request.json().catch(() => null));
	if (!body.success) return notReadable();
	const done = await orSayWhy(dropDraft(actingOf(locals), params.templateId, body.data.revision));
	return json(done, { status: done.ok ? 200 : 409 });
};

function notReadable(): Response {
	return json({ ok: false, problem: { code: 'draft.not-a-template', facts: { at: '' } } }, { status: 400 });
}
