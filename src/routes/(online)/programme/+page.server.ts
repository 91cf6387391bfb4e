import { fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import { completionBy, countCompletion } from '#lib/domain/programme/completion.ts';
import { periodOn, periodsWithin, yearOn } from '#lib/domain/programme/periods.ts';
import { shippedActivities, shippedIds } from '#lib/domain/programme/shippedActivities.ts';
import { addDays } from '#lib/domain/shared/dates.ts';
import { quarterOf } from '#lib/domain/reporting/quarters.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames, findTeamNames } from '#lib/server/people/nameBook.ts';
import { listPracticeWeeks, putShipped } from '#lib/server/programme/activities.useCases.ts';
import { readCompletion, readVacancies } from '#lib/server/programme/completion.useCases.ts';
import { listActivities, listRuns } from '#lib/server/programme/programme.repository.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { textOf } from '../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

/** Days within which a line that has no period today is looked for its next. */
const aYear = 370;

export const load: PageServerLoad = async ({ locals }) => {
	const acting = actingOf(locals);
	const { db } = acting.database;
	const today = todayOf(acting.now);
	const weeks = await orSayWhy(listPracticeWeeks(acting));
	const [quarter, mayKeep] = [quarterOf(today), may(acting.person, 'keep-programme', today)];
	const [year, activities, runs] = [yearOn(today), await listActivities(db), await listRuns(db)];
	const audits = await readCompletion(acting, year);
	const inQuarter = audits.filter(({ dueOn }) => quarter.from <= dueOn && dueOn <= quarter.to);
	const vacancies = mayKeep ? (await readVacancies(acting)).slice(0, 8) : [];
	const byPerson = completionBy(inQuarter, 'auditor', quarter, today);
	return {
		mayKeep,
		quarter,
		completion: countCompletion(inQuarter, quarter, today),
		byPerson,
		byTeam: completionBy(inQuarter, 'team', quarter, today),
		activities: activities.map(({ id, activity }) => {
			const period = periodOn(activity, today, weeks);
			const soon = { from: today, to: addDays(today, aYear) };
			const next = period ?? periodsWithin(activity, soon, weeks)[0] ?? null;
			const run = runs.find((one) => one.activity === id && one.from === period?.from) ?? null;
			const its = audits.filter((one) => one.activity === id);
			return { id, activity, next, run, year: countCompletion(its, year, today) };
		}),
		shipped: shippedActivities(today)
			.filter(({ activity }) => !activities.some((one) => one.activity.name === activity.name))
			.map(({ id, activity }) => ({ id, activity })),
		vacancies,
		names: await findNames(db, [...byPerson.map(({ of }) => of), ...vacancies.map(({ auditor }) => auditor)]),
		teams: await findTeamNames(db)
	};
};

export const actions: Actions = {
	/** One tap: a line of the programme that ships. */
	put: async ({ locals, request }) => {
		const wanted = textOf(await request.formData(), 'id');
		const id = shippedIds.find((one) => one === wanted);
		if (id === undefined) return fail(400, { errors: [{ id: 'ready', words: 'Choose one of the list' }] });
		const put = await orSayWhy(putShipped(actingOf(locals), id));
		if (!put.ok) return fail(409, { errors: [{ id: 'ready', words: problemWords(put.problem) }] });
		redirect(303, `/programme/activities/${put.value.id}?saved`);
	}
};
