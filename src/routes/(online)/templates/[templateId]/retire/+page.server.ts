import { fail, redirect } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { seeTemplate } from '#lib/server/templates/library.useCases.ts';
import { retire, usesOf } from '#lib/server/templates/retiring.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { textOf, typedIn } from '../../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const uses = await orSayWhy(usesOf(acting, params.templateId));
	const { template, hasShortForm } = await orSayWhy(seeTemplate(acting, params.templateId));
	return { title: template.title, hasShortForm, uses };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await request.formData();
		const done = await orSayWhy(retire(actingOf(locals), params.templateId, textOf(form, 'reason')));
		if (done.ok) redirect(303, `/templates/${params.templateId}?did=retired`);
		return fail(400, { errors: [{ id: 'reason', words: problemWords(done.problem) }], typed: typedIn(form) });
	}
};
