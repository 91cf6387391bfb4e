import { fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import { periodsWithin, yearOn } from '#lib/domain/programme/periods.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { addPracticeWeek, listPracticeWeeks, takeOutPracticeWeek } from '#lib/server/programme/activities.useCases.ts';
import { listActivities, listRuns } from '#lib/server/programme/programme.repository.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { dateOf, textOf, typedIn } from '../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const acting = actingOf(locals);
	const today = todayOf(acting.now);
	const weeks = await orSayWhy(listPracticeWeeks(acting));
	const [activities, runs] = [await listActivities(acting.database.db), await listRuns(acting.database.db)];
	const year = yearOn(today);
	const entries = activities.flatMap(({ id, activity }) =>
		periodsWithin(activity, year, weeks).map(({ from, startsOn, dueOn }) => ({
			name: activity.name,
			startsOn,
			dueOn,
			state: runs.find((run) => run.activity === id && run.from === from)?.state ?? null,
			isWeekly: activity.period === 'week'
		}))
	);
	const weekly = entries.filter(({ isWeekly }) => isWeekly);
	return {
		mayKeep: may(acting.person, 'keep-programme', today),
		year,
		weeks,
		/** Fifty-two lines of the same would hide the others. */
		weekly: [...new Set(weekly.map(({ name }) => name))],
		months: [
			...Map.groupBy(
				entries.filter(({ isWeekly }) => !isWeekly),
				({ startsOn }) => startsOn.slice(0, 7)
			)
		]
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([month, its]) => ({ month, entries: its.sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1)) }))
	};
};

export const actions: Actions = {
	add: async ({ locals, request }) => {
		const form = await request.formData();
		const [from, to] = [dateOf(form, 'from'), dateOf(form, 'to')];
		const wish = { theme: textOf(form, 'theme'), from: from.day ?? '', to: to.day ?? '' };
		const added = await orSayWhy(addPracticeWeek(actingOf(locals), wish));
		if (added.ok) redirect(303, '/programme/calendar');
		const id = added.problem.code === 'week.theme-missing' ? 'theme' : from.day === null ? 'from' : 'to';
		return fail(400, { typed: typedIn(form), errors: [{ id, words: problemWords(added.problem) }] });
	},
	takeOut: async ({ locals, request }) => {
		await orSayWhy(takeOutPracticeWeek(actingOf(locals), textOf(await request.formData(), 'id')));
		redirect(303, '/programme/calendar');
	}
};
