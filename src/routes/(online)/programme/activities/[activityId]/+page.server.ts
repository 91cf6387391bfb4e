import { randomInt } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import { wholeCaseload, type Activity } from '#lib/domain/programme/Activity.ts';
import { makeSeed } from '#lib/domain/sampling/seed.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { endActivity, saveActivity, seeActivity } from '#lib/server/programme/activities.useCases.ts';
import { listFrameTeams } from '#lib/server/programme/listFrameTeams.ts';
import { listRuns } from '#lib/server/programme/programme.repository.ts';
import { previewPeriod, runNow, undoRun } from '#lib/server/programme/runPeriod.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { listTemplates } from '#lib/server/templates/templates.useCases.ts';
import type { Problem } from '#lib/domain/shared/Result.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { textOf } from '../../../readForm.ts';
import { activityFields, readActivityForm } from './readActivityForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const today = todayOf(acting.now);
	if (!may(acting.person, 'keep-programme', today)) error(403, { message: 'NO_PERMISSION', code: 'NO_PERMISSION' });
	const isNew = params.activityId === 'new';
	const kept = isNew ? null : await orSayWhy(seeActivity(acting, params.activityId));
	const published = (await orSayWhy(listTemplates(acting))).filter(({ state }) => state === 'published');
	return {
		isNew,
		isOver: kept?.isOver ?? false,
		activity: kept?.activity ?? newActivity(today),
		templates: [...new Map(published.map(({ ref, title }) => [ref.id, title]))].map(([value, label]) => ({
			value,
			label
		})),
		runs: isNew ? [] : await listRuns(acting.database.db, params.activityId),
		teams: await listFrameTeams(acting),
		saved: url.searchParams.has('saved')
	};
};

function newActivity(startsOn: string): Activity {
	return {
		name: '',
		template: '',
		roles: ['auditor'],
		number: 12,
		share: 'together',
		period: 'month',
		days: 20,
		restMonths: [8],
		startsOn,
		cases: wholeCaseload
	};
}

const wrong = ({ code, facts }: Problem) => {
	const words = problemWords(facts === undefined ? { code } : { code, facts });
	return [{ id: activityFields[code] ?? 'runs', words }];
};

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const typed = readActivityForm(await request.formData());
		const id = params.activityId === 'new' ? null : params.activityId;
		const saved = await orSayWhy(saveActivity(actingOf(locals), id, typed));
		if (!saved.ok) return fail(400, { typed: typed as Activity, errors: wrong(saved.problem) });
		redirect(303, `/programme/activities/${saved.value.id}?saved`);
	},
	look: async ({ locals, params }) => {
		const acting = actingOf(locals);
		const seen = await orSayWhy(previewPeriod(acting, params.activityId, seedByChance()));
		if (!seen.ok) return fail(409, { errors: wrong(seen.problem) });
		const names = await findNames(
			acting.database.db,
			seen.value.loads.map(({ auditor }) => auditor)
		);
		return { seen: seen.value, names };
	},
	run: async ({ locals, params }) => {
		const run = await orSayWhy(runNow(actingOf(locals), params.activityId, seedByChance()));
		if (!run.ok) return fail(409, { errors: wrong(run.problem) });
		redirect(303, `/programme/activities/${params.activityId}?saved`);
	},
	undo: async ({ locals, params, request }) => {
		const from = textOf(await request.formData(), 'from');
		const undone = await orSayWhy(undoRun(actingOf(locals), params.activityId, from));
		if (!undone.ok) return fail(409, { errors: wrong(undone.problem) });
		redirect(303, `/programme/activities/${params.activityId}?saved`);
	},
	end: async ({ locals, params }) => {
		await orSayWhy(endActivity(actingOf(locals), params.activityId));
		redirect(303, '/programme');
	}
};

function seedByChance(): string {
	return makeSeed(randomInt(2 ** 32));
}
