import { fail, redirect } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { requireMay } from '#lib/server/records/requireMay.ts';
import { saveDraft } from '#lib/server/templates/drafts.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { textOf } from '../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	await orSayWhy(Promise.resolve().then(() => requireMay(actingOf(locals), 'edit-templates')));
};

export const actions: Actions = {
	/** The draft that was made of the file in the browser; the server takes it as it takes any draft. */
	default: async ({ locals, request }) => {
		const saved = await orSayWhy(saveDraft(actingOf(locals), readJson(textOf(await request.formData(), 'draft'))));
		if (!saved.ok) return fail(422, { errors: [{ id: 'file', words: problemWords(saved.problem) }] });
		redirect(303, `/templates/${saved.value}/edit`);
	}
};

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
