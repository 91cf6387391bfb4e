import { fail, redirect } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { readDraft } from '#lib/server/templates/drafts.useCases.ts';
import { problemsOf, publishDraft, takeBack } from '#lib/server/templates/publishing.useCases.ts';
import { usesOf } from '#lib/server/templates/retiring.useCases.ts';
import { readPublishingRules } from '#lib/server/settings/publishingRules.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { dateOf, textOf, typedIn, type FieldError } from '../../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const kept = await orSayWhy(readDraft(acting, params.templateId));
	const { db } = acting.database;
	return {
		title: kept.draft.title,
		revision: kept.revision,
		basedOn: kept.basedOn,
		proposal: kept.proposal,
		isMine: kept.proposal?.by === acting.person.id,
		mustBePutRight: problemsOf(kept.draft).filter(({ weight }) => weight === 'must').length,
		twoPeople: (await readPublishingRules(db)).twoPeople,
		uses: await orSayWhy(usesOf(acting, params.templateId)),
		names: await findNames(db, [kept.proposal?.by])
	};
};

export const actions: Actions = {
	publish: async ({ locals, params, request }) => {
		const form = await request.formData();
		const from = dateOf(form, 'from');
		const done = await orSayWhy(
			publishDraft(actingOf(locals), {
				templateId: params.templateId,
				revision: Number(textOf(form, 'revision')),
				note: textOf(form, 'note'),
				effectiveOn: from.day ?? ''
			})
		);
		if (!done.ok) {
			const errors: FieldError[] = [{ id: fieldOf(done.problem.code), words: problemWords(done.problem) }];
			return fail(done.problem.code === 'draft.changed' ? 409 : 400, { errors, typed: typedIn(form) });
		}
		redirect(303, `/templates/${params.templateId}?did=${done.value.did === 'published' ? 'published' : 'forward'}`);
	},
	takeBack: async ({ locals, params }) => {
		await orSayWhy(takeBack(actingOf(locals), params.templateId));
		redirect(303, `/templates/${params.templateId}/edit`);
	}
};

function fieldOf(code: string): string {
	if (code === 'publish.note-missing') return 'note';
	return code === 'publish.not-a-day' || code === 'publish.day-past' ? 'from' : 'publish';
}
