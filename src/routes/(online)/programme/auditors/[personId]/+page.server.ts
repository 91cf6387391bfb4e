import { fail, redirect } from '@sveltejs/kit';
import { conflictKinds } from '#lib/domain/programme/Allocation.ts';
import { families } from '#lib/domain/programme/RegisterEntry.ts';
import type { Result } from '#lib/domain/shared/Result.ts';
import { actingOf, orNothing, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames, findTeamNames, listActiveNames } from '#lib/server/people/nameBook.ts';
import { registerLists } from '#lib/server/programme/register.repository.ts';
import {
	excuse,
	listApprovers,
	listRegister,
	noteConflict,
	noteLeave,
	saveTraining,
	seeRegisterEntry,
	takeOut
} from '#lib/server/programme/register.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { dateOf, textOf, typedIn } from '../../../readForm.ts';
import { readCount } from '../../readCases.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const { db } = acting.database;
	const seen = await orSayWhy(seeRegisterEntry(acting, params.personId));
	const { entry } = seen;
	const auditors = seen.mayKeep ? await orNothing(listRegister(acting)) : null;
	return {
		...seen,
		approvers: (seen.mayKeep ? await orNothing(listApprovers(acting)) : null) ?? [],
		deputies: (auditors ?? []).filter(({ id }) => id !== seen.id).map(({ id, name }) => ({ value: id, label: name })),
		people: seen.mayKeep ? (await listActiveNames(db)).map(({ id, name }) => ({ value: id, label: name })) : [],
		teams: await findTeamNames(db),
		names: await findNames(db, [
			...entry.exemptions.map(({ approvedBy }) => approvedBy),
			...entry.conflicts.map(({ kind, of }) => (kind === 'worker' ? of : null))
		]),
		saved: url.searchParams.has('saved')
	};
};

const fields: Readonly<Record<string, string>> = {
	'register.capacity-range': 'capacity',
	'register.own-deputy': 'deputy',
	'register.deputy-unknown': 'deputy',
	'register.leave-ends-before': 'to',
	'register.leave-past': 'to',
	'register.until-past': 'until',
	'register.approver-not-director': 'approvedBy',
	'register.conflict-missing': 'conflict'
};

/** Saved: the page again. Not: what was typed, and what is wrong beside its field. */
function answer(result: Result<null>, form: FormData, personId: string, otherwise: string) {
	if (result.ok) redirect(303, `/programme/auditors/${personId}?saved`);
	const id = fields[result.problem.code] ?? otherwise;
	return fail(400, { typed: typedIn(form), errors: [{ id, words: problemWords(result.problem) }] });
}

export const actions: Actions = {
	train: async ({ locals, params, request }) => {
		const form = await request.formData();
		const ticked = form.getAll('family');
		const trained = families.filter((family) => ticked.includes(family));
		const saved = await orSayWhy(
			saveTraining(actingOf(locals), params.personId, {
				capacity: readCount(form, 'capacity') ?? -1,
				trainedFor: trained.length === families.length ? null : trained,
				isModerator: form.has('moderator'),
				deputy: textOf(form, 'deputy') || null
			})
		);
		return answer(saved, form, params.personId, 'capacity');
	},
	leave: async ({ locals, params, request }) => {
		const form = await request.formData();
		const days = { from: dateOf(form, 'from').day ?? '', to: dateOf(form, 'to').day ?? '' };
		const noted = await orSayWhy(noteLeave(actingOf(locals), params.personId, days));
		return answer(noted, form, params.personId, days.from === '' ? 'from' : 'to');
	},
	excuse: async ({ locals, params, request }) => {
		const form = await request.formData();
		const wish = {
			until: dateOf(form, 'until').day ?? '',
			reason: textOf(form, 'reason'),
			approvedBy: textOf(form, 'approvedBy')
		};
		const noted = await orSayWhy(excuse(actingOf(locals), params.personId, wish));
		return answer(noted, form, params.personId, wish.until === '' ? 'until' : 'reason');
	},
	conflict: async ({ locals, params, request }) => {
		const form = await request.formData();
		const kind = conflictKinds.find((one) => textOf(form, one) !== '') ?? 'case';
		const wish = { kind, of: textOf(form, kind), reason: textOf(form, 'because') };
		const noted = await orSayWhy(noteConflict(actingOf(locals), params.personId, wish));
		return answer(noted, form, params.personId, 'because');
	},
	takeOut: async ({ locals, params, request }) => {
		const form = await request.formData();
		const list = registerLists.find((one) => one === textOf(form, 'list'));
		if (list === undefined) return fail(400, { typed: typedIn(form), errors: [] });
		await orSayWhy(takeOut(actingOf(locals), params.personId, list, textOf(form, 'entry')));
		redirect(303, `/programme/auditors/${params.personId}?saved`);
	}
};
