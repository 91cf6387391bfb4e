import { fail, redirect } from '@sveltejs/kit';
import { markKinds } from '#lib/domain/frames/caseMarks.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import { forgetGoneMarks, listMarks, markCases, unmarkCase } from '#lib/server/frames/marks.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { instantOf } from '#lib/server/records/Acting.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { textOf } from '../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	const marks = await orSayWhy(listMarks(acting));
	return {
		marks: marks.map(({ at, ...mark }) => ({ ...mark, on: dayInEngland(instantOf(at)) })),
		asked: kindFrom(url.searchParams.get('kind')),
		names: await findNames(
			acting.database.db,
			marks.map(({ by }) => by)
		)
	};
};

export const actions: Actions = {
	mark: async ({ locals, request }) => {
		const form = await request.formData();
		const [kind, cases] = [kindFrom(textOf(form, 'kind')), textOf(form, 'cases')];
		const typed = { kind, cases };
		if (kind === null) return fail(400, { errors: [{ id: 'kind', words: 'Choose what it is' }], typed });
		const marked = await orSayWhy(markCases(actingOf(locals), { kind, typed: cases }));
		if (!marked.ok) return fail(409, { errors: [{ id: 'cases', words: problemWords(marked.problem) }], typed });
		redirect(303, `/caseload/marks?kind=${kind}#${kind}`);
	},
	unmark: async ({ locals, request }) => {
		const form = await request.formData();
		const kind = kindFrom(textOf(form, 'kind'));
		const unmarked =
			kind === null ? null : await orSayWhy(unmarkCase(actingOf(locals), { kind, caseRef: textOf(form, 'case') }));
		if (kind === null || unmarked === null) return fail(400, { errors: [{ id: 'kind', words: 'Choose what it is' }] });
		if (!unmarked.ok) return fail(409, { errors: [{ id: kind, words: problemWords(unmarked.problem) }] });
		redirect(303, `/caseload/marks?kind=${kind}#${kind}`);
	},
	forget: async ({ locals }) => {
		await orSayWhy(forgetGoneMarks(actingOf(locals)));
		redirect(303, '/caseload/marks');
	}
};

function kindFrom(text: string | null) {
	return markKinds.find((kind) => kind === text) ?? null;
}
