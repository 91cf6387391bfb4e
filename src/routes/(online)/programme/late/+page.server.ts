import { fail, redirect } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { listLate } from '#lib/server/programme/completion.useCases.ts';
import { extendAudit } from '#lib/server/programme/extendAudit.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { dateOf, textOf, typedIn } from '../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

const most = 200;

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	const late = await orSayWhy(listLate(acting));
	const shown = late.slice(0, most);
	return {
		count: late.length,
		audits: shown.map(({ id, auditor, dueOn, chases }) => ({
			id,
			auditor,
			dueOn,
			chases: chases.map(({ step, to, at }) => ({ step, to, at: new Date(at).toISOString() }))
		})),
		names: await findNames(
			acting.database.db,
			shown.flatMap(({ auditor, chases }) => [auditor, ...chases.map(({ to }) => to)])
		),
		saved: url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	extend: async ({ locals, request }) => {
		const form = await request.formData();
		const auditId = textOf(form, 'audit');
		const dueOn = dateOf(form, `due-${auditId}`).day ?? '';
		const extended = await orSayWhy(extendAudit(actingOf(locals), { auditId, dueOn, reason: textOf(form, 'reason') }));
		if (extended.ok) redirect(303, '/programme/late?saved');
		const isReason = extended.problem.code === 'extension.reason-missing';
		const errors = [{ id: isReason ? `reason-${auditId}` : `due-${auditId}`, words: problemWords(extended.problem) }];
		return fail(400, { audit: auditId, typed: typedIn(form), errors });
	}
};
