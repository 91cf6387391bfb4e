import { fail, redirect } from '@sveltejs/kit';
import { holds } from '#lib/domain/access/Person.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { applyParked, discardParked, listParked } from '#lib/server/parked/parked.useCases.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { refusalWords } from '#lib/ui/words/problems/office.ts';
import { textOf } from '../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const acting = actingOf(locals);
	const parked = await orSayWhy(listParked(acting));
	return {
		mayDecide: holds(acting.person, 'qa-manager'),
		parked: parked.map(({ id, head }) => ({
			id,
			code: head.code,
			by: head.by,
			at: head.at,
			about: head.about,
			change: head.change
		})),
		names: await findNames(
			acting.database.db,
			parked.map(({ head }) => head.by)
		)
	};
};

export const actions: Actions = {
	apply: async ({ locals, request }) => {
		const id = textOf(await request.formData(), 'id');
		const applied = await orSayWhy(applyParked(actingOf(locals), id));
		if (!applied.ok) {
			const { code } = applied.problem;
			const words = code === 'parked.settled' ? problemWords(applied.problem) : refusalWords(applied.problem);
			return fail(409, { id, errors: [{ id: `apply-${id}`, words }] });
		}
		redirect(303, '/overview/parked');
	},
	discard: async ({ locals, request }) => {
		const form = await request.formData();
		const id = textOf(form, 'id');
		const discarded = await orSayWhy(discardParked(actingOf(locals), id, textOf(form, 'reason')));
		if (!discarded.ok)
			return fail(400, { id, errors: [{ id: `reason-${id}`, words: problemWords(discarded.problem) }] });
		redirect(303, '/overview/parked');
	}
};
