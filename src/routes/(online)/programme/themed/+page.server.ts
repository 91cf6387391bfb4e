import { randomInt } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import { addWorkingDays } from '#lib/domain/calendar/workingDays.ts';
import { wholeCaseload } from '#lib/domain/programme/Activity.ts';
import { shippedActivities } from '#lib/domain/programme/shippedActivities.ts';
import { makeSeed } from '#lib/domain/sampling/seed.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { listFrameTeams } from '#lib/server/programme/listFrameTeams.ts';
import { lookAtThemed, startThemed } from '#lib/server/programme/themedAudit.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { listTemplates } from '#lib/server/templates/templates.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { dateOf, textOf, type FieldError } from '../../readForm.ts';
import { readCases, readCount } from '../readCases.ts';

import type { Actions, PageServerLoad } from './$types';

/** Working days an auditor usually has; the date can be changed. */
const usualDays = 20;
const usualSize = 12;
const usualRoles = ['auditor', 'team-manager', 'service-manager'];

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	const today = todayOf(acting.now);
	if (!may(acting.person, 'keep-programme', today)) error(403, { message: 'NO_PERMISSION', code: 'NO_PERMISSION' });
	const published = (await orSayWhy(listTemplates(acting))).filter(({ state }) => state === 'published');
	const templates = [...new Map(published.map((one) => [one.ref.id, one])).values()];
	const asked = url.searchParams.get('template');
	const template = templates.find(({ ref }) => ref.id === asked);
	if (template === undefined) return { step: 'questions' as const, templates };
	const like = shippedActivities(today).find(({ activity }) => activity.template === template.ref.id)?.activity;
	return {
		step: 'set-up' as const,
		template: { id: template.ref.id, title: template.title, minutes: template.minutes ?? null },
		wish: {
			name: `${template.short}, ${monthOf(today)}`,
			number: like?.number ?? template.suggestedSize ?? usualSize,
			roles: like?.roles ?? usualRoles,
			cases: like?.cases ?? wholeCaseload,
			dueOn: addWorkingDays(today, usualDays).on
		},
		teams: await listFrameTeams(acting)
	};
};

function monthOf(day: string): string {
	return new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

const places: Readonly<Record<string, string>> = {
	'activity.name-missing': 'name',
	'activity.number-range': 'number',
	'themed.nobody-chosen': 'roles',
	'activity.nobody-of-role': 'roles',
	'activity.nobody-can': 'roles',
	'activity.nobody-left': 'plan',
	'allocation.not-a-day': 'dueOn',
	'allocation.due-in-past': 'dueOn',
	'themed.not-working-day': 'dueOn'
};

function readPage(form: FormData, template: string) {
	const due = dateOf(form, 'dueOn');
	const errors: FieldError[] = due.problem === null ? [] : [{ id: 'dueOn', words: due.problem }];
	const wish = {
		name: textOf(form, 'name'),
		template,
		number: readCount(form, 'number') ?? 0,
		roles: form.getAll('roles').filter((role): role is string => typeof role === 'string'),
		cases: readCases(form),
		dueOn: due.day ?? ''
	};
	return { wish, errors };
}

async function act({ locals, request, url }: Parameters<Actions[string]>[0], how: typeof lookAtThemed) {
	const acting = actingOf(locals);
	const { wish, errors } = readPage(await request.formData(), url.searchParams.get('template') ?? '');
	// The seed is made here, when nobody has seen a case: looking draws with one, going with another.
	const done = await orSayWhy(how(acting, { ...wish, seed: makeSeed(randomInt(2 ** 32)) }));
	if (done.ok && errors.length === 0) return { wish, errors, seen: done.value, acting };
	if (!done.ok && errors.length === 0)
		errors.push({ id: places[done.problem.code] ?? 'name', words: problemWords(done.problem) });
	return { wish, errors, seen: null, acting };
}

export const actions: Actions = {
	look: async (event) => {
		const { wish, errors, seen, acting } = await act(event, lookAtThemed);
		if (seen === null) return fail(409, { wish, errors, seen: null, names: {} });
		return {
			wish,
			errors,
			seen,
			names: await findNames(
				acting.database.db,
				seen.loads.map(({ auditor }) => auditor)
			)
		};
	},
	go: async (event) => {
		const { wish, errors, seen } = await act(event, startThemed);
		if (seen === null) return fail(409, { wish, errors, seen: null, names: {} });
		redirect(303, `/sampling/${seen.sample}?gone=yes`);
	}
};
