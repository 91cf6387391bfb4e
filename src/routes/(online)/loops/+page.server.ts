import { orSayWhy, actingOf } from '#lib/server/http/officePage.ts';
import { listAndCount } from '#lib/server/improvement/loops.ts';
import { findNames, findTeamNames, listActiveNames, listTeamsOf } from '#lib/server/people/nameBook.ts';
import { pageSize, readLoopFilter } from './readFilter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	const filter = readLoopFilter(url.searchParams);
	const { stage, team, owner, minAge, maxAge, mine, overdue, closed, page } = filter;
	const asked = {
		...(stage === undefined ? {} : { stage }),
		...(team === undefined ? {} : { team }),
		...(owner === undefined ? {} : { owner }),
		...(minAge === undefined ? {} : { minAge }),
		...(maxAge === undefined ? {} : { maxAge }),
		...(mine ? { mine } : {}),
		...(overdue ? { overdue } : {}),
		show: closed ? ('all' as const) : ('open' as const),
		limit: pageSize,
		offset: (page - 1) * pageSize
	};
	const { db } = acting.database;
	const { loops, total, counts } = await orSayWhy(listAndCount(acting, asked));
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
		counts: { open: counts.open, overdue: counts.overdue, mine: counts.mine },
		names: await findNames(
			db,
			loops.flatMap(({ head, move }) => [head.owner, move])
		),
		teamNames: await findTeamNames(db),
		teams: (await listTeamsOf(db, acting.person)).map(({ id, name }) => ({ value: id, label: name })),
		owners: (await listActiveNames(db)).map(({ id, name }) => ({ value: id, label: name }))
	};
};
