import { fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import { actingOf, orNothing, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { beginDraft, beginFromShipped, copyTemplate } from '#lib/server/templates/drafts.useCases.ts';
import { seeTemplate } from '#lib/server/templates/library.useCases.ts';
import { bringBack, usesOf } from '#lib/server/templates/retiring.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { textOf } from '../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const seen = await orSayWhy(seeTemplate(acting, params.templateId));
	return {
		...seen,
		did: url.searchParams.get('did'),
		mayEdit: may(acting.person, 'edit-templates', todayOf(acting.now)),
		uses: await orNothing(usesOf(acting, params.templateId)),
		names: await findNames(acting.database.db, [
			...seen.versions.flatMap(({ publishedBy, proposedBy }) => [publishedBy, proposedBy]),
			seen.draft?.changedBy,
			seen.draft?.proposal?.by
		])
	};
};

const refOf = (templateId: string, form: FormData) => ({ id: templateId, ver: Number(textOf(form, 'version')) });

export const actions: Actions = {
	edit: async ({ locals, params, request }) => {
		const form = await request.formData();
		await orSayWhy(beginDraft(actingOf(locals), refOf(params.templateId, form)));
		redirect(303, `/templates/${params.templateId}/edit`);
	},
	news: async ({ locals, params }) => {
		await orSayWhy(beginFromShipped(actingOf(locals), params.templateId));
		redirect(303, `/templates/${params.templateId}/edit`);
	},
	copy: async ({ locals, params, request }) => {
		const form = await request.formData();
		const made = await orSayWhy(copyTemplate(actingOf(locals), refOf(params.templateId, form), textOf(form, 'title')));
		if (made.ok) redirect(303, `/templates/${made.value}/edit`);
		return fail(400, { errors: [{ id: 'title', words: problemWords(made.problem) }] });
	},
	bringBack: async ({ locals, params }) => {
		const done = await orSayWhy(bringBack(actingOf(locals), params.templateId));
		if (done.ok) redirect(303, `/templates/${params.templateId}?did=brought-back`);
		return fail(409, { errors: [{ id: 'bring-back', words: problemWords(done.problem) }] });
	}
};
