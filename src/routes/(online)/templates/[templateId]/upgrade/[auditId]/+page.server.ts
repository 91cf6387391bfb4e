import { fail, redirect } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { seeUpgrade, upgrade } from '#lib/server/templates/upgrading.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { textOf } from '../../../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const seen = await orSayWhy(seeUpgrade(acting, params.auditId));
	const names = await findNames(acting.database.db, [seen?.head.auditor]);
	return { seen, auditor: seen === null ? '' : (names[seen.head.auditor] ?? '') };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await request.formData();
		const done = await orSayWhy(upgrade(actingOf(locals), params.auditId, Number(textOf(form, 'ver'))));
		if (done.ok) redirect(303, `/templates/${params.templateId}/upgrade?moved`);
		return fail(409, { errors: [{ id: 'move', words: problemWords(done.problem) }] });
	}
};
