import { fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import { isStale } from '#lib/domain/frames/isStale.ts';
import { daysBetween } from '#lib/domain/shared/dates.ts';
import { currentFrame, listImports, listTies, saveTie } from '#lib/server/frames/frames.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames, findTeamNames, listActiveNames } from '#lib/server/people/nameBook.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { textOf } from '../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	const { db } = acting.database;
	const today = todayOf(acting.now);
	const frame = await orSayWhy(currentFrame(acting));
	const mayImport = may(acting.person, 'import-caseload', today);
	const ties = mayImport && frame !== null ? await orSayWhy(listTies(acting)) : { teams: [], workers: [] };
	const imports = mayImport ? await orSayWhy(listImports(acting)) : [];
	const targets = [...ties.teams, ...ties.workers].flatMap(({ target, suggested }) => [target, suggested]);
	return {
		frame:
			frame === null ? null : { ...frame, daysOld: daysBetween(frame.takenOn, today), stale: isStale(frame, today) },
		mayImport,
		accepted: url.searchParams.get('accepted') === 'yes',
		ties,
		imports: imports.map(({ change, ...one }) => ({
			...one,
			change: change === null ? null : { ...change, gone: change.gone.length }
		})),
		gone: imports.find(({ isCurrent }) => isCurrent)?.change?.gone ?? [],
		names: {
			...(await findNames(db, [...targets, frame?.importedBy, ...imports.map(({ importedBy }) => importedBy)])),
			...(await findTeamNames(db))
		},
		teams: mayImport ? Object.entries(await findTeamNames(db)).map(([value, label]) => ({ value, label })) : [],
		people: mayImport ? (await listActiveNames(db)).map(({ id, name }) => ({ value: id, label: name })) : []
	};
};

export const actions: Actions = {
	tie: async ({ locals, request }) => {
		const form = await request.formData();
		const kind = textOf(form, 'kind') === 'team' ? 'team' : 'worker';
		const name = textOf(form, 'name');
		const target = textOf(form, 'target');
		if (name === '') return fail(400, { errors: [{ id: `${kind}-name`, words: 'Choose a name from the import' }] });
		if (target === '') return fail(400, { errors: [{ id: `${kind}-target`, words: 'Choose whom it stands for' }] });
		const tied = await orSayWhy(saveTie(actingOf(locals), { kind, name, target: target === 'nobody' ? null : target }));
		if (!tied.ok) return fail(409, { errors: [{ id: `${kind}-target`, words: problemWords(tied.problem) }] });
		redirect(303, `/caseload#${kind}-ties`);
	}
};
