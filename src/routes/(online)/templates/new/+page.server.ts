import { fail, redirect } from '@sveltejs/kit';
import { gradingWays } from '#lib/domain/templates/editing/blankTemplate.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { requireMay } from '#lib/server/records/requireMay.ts';
import { newTemplate } from '#lib/server/templates/drafts.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { judgementWords, newSectionTitle } from '#lib/ui/words/templates.ts';
import { textOf, typedIn } from '../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	await orSayWhy(Promise.resolve().then(() => requireMay(actingOf(locals), 'edit-templates')));
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await request.formData();
		const way = gradingWays.find((one) => one === textOf(form, 'way')) ?? 'one-grade';
		const words = { sectionTitle: newSectionTitle, judgement: judgementWords };
		const made = await orSayWhy(newTemplate(actingOf(locals), { title: textOf(form, 'title'), way, words }));
		if (made.ok) redirect(303, `/templates/${made.value}/edit`);
		return fail(400, { errors: [{ id: 'title', words: problemWords(made.problem) }], typed: typedIn(form) });
	}
};
