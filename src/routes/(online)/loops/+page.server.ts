import { fail, redirect } from '@sveltejs/kit';
import { ownPlaces, type OwnPlaces } from '#lib/domain/access/ownPlaces.ts';
import { orSayWhy, actingOf } from '#lib/server/http/officePage.ts';
import type { LoopFilter as Asked } from '#lib/server/improvement/LoopFilter.ts';
import { listAndCount } from '#lib/server/improvement/loops.ts';
import { listViews, removeView, saveView } from '#lib/server/improvement/loopViews.ts';
import { moveLoops } from '#lib/server/improvement/moveLoops.ts';
import { findNames, findTeamNames, listActiveNames, listTeamsOf } from '#lib/server/people/nameBook.ts';
import { listTeams } from '#lib/server/people/teams.repository.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { textOf, typedIn } from '../readForm.ts';
import { pageSize, queryOf, readLoopFilter, type LoopFilter } from './readFilter.ts';
import { fieldOf, readManyMove, type ManyAct } from './readManyMove.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	const { db } = acting.database;
	const filter = readLoopFilter(url.searchParams);
	const own = ownPlaces(acting.person, await listTeams(db));
	const { loops, total, counts } = await orSayWhy(listAndCount(acting, askedBy(filter, own), own));
	const { open, overdue, mine } = counts[filter.whose ?? 'all'];
	return {
		filter,
		loops: loops.map(({ id, head, stage: at, move, overdue: isOverdue, age }) => ({
			id,
			what: head.what,
			caseRef: head.caseRef ?? null,
			level: head.level,
			state: head.state,
			team: head.team,
			owner: head.owner,
			dueOn: head.dueOn,
			priority: head.priority,
			stage: at,
			move,
			overdue: isOverdue,
			age
		})),
		total,
		counts: { open, overdue, mine },
		whose: {
			all: counts.all.open,
			team: own.teams.length === 0 ? null : counts.team.open,
			service: own.services.length === 0 ? null : counts.service.open
		},
		views: await listViews(acting),
		names: await findNames(
			db,
			loops.flatMap(({ head, move }) => [head.owner, move])
		),
		teamNames: await findTeamNames(db),
		teams: (await listTeamsOf(db, acting.person)).map(({ id, name }) => ({ value: id, label: name })),
		owners: (await listActiveNames(db)).map(({ id, name }) => ({ value: id, label: name }))
	};
};

function askedBy(filter: LoopFilter, own: OwnPlaces): Asked {
	const { stage, team, owner, minAge, maxAge, whose, mine, overdue, closed, page } = filter;
	return {
		...(stage === undefined ? {} : { stage }),
		...(team === undefined ? {} : { team }),
		...(owner === undefined ? {} : { owner }),
		...(minAge === undefined ? {} : { minAge }),
		...(maxAge === undefined ? {} : { maxAge }),
		...(whose === 'team' ? { teams: own.teams } : {}),
		...(whose === 'service' ? { services: own.services } : {}),
		...(mine ? { mine } : {}),
		...(overdue ? { overdue } : {}),
		show: closed ? ('all' as const) : ('open' as const),
		limit: pageSize,
		offset: (page - 1) * pageSize
	};
}

/** One move for all that were chosen. What was not done stands on the page, line by line; the list below is as it is now. */
async function moveMany(act: ManyAct, { locals, request }: RequestEvent) {
	const form = await request.formData();
	const chosen = form.getAll('loops').filter((one) => typeof one === 'string');
	const back = { act, chosen, typed: typedIn(form) };
	const read = readManyMove(act, form);
	if (!read.ok) return fail(400, { ...back, errors: read.errors });
	const moved = await orSayWhy(moveLoops(actingOf(locals), chosen, read.move));
	if (moved.ok) return { ...back, errors: [], moved: moved.value };
	const { problem } = moved;
	return fail(400, { ...back, errors: [{ id: fieldOf(act, problem.code), words: problemWords(problem) }] });
}

export const actions: Actions = {
	transfer: (event) => moveMany('transfer', event),
	extend: (event) => moveMany('extend', event),
	remind: (event) => moveMany('remind', event),
	save: async ({ locals, request, url }) => {
		const form = await request.formData();
		const query = queryOf(url.searchParams);
		const saved = await orSayWhy(saveView(actingOf(locals), { name: textOf(form, 'view-name'), query }));
		if (saved.ok) redirect(303, listOf(query));
		const errors = [{ id: 'view-name', words: problemWords(saved.problem) }];
		return fail(400, { act: 'save' as const, chosen: [], typed: typedIn(form), errors });
	},
	forget: async ({ locals, request, url }) => {
		const form = await request.formData();
		await orSayWhy(removeView(actingOf(locals), textOf(form, 'view')));
		redirect(303, listOf(queryOf(url.searchParams)));
	}
};

function listOf(query: string): string {
	return query === '' ? '/loops' : `/loops?${query}`;
}
