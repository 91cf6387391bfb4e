import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { seePeople } from '#lib/server/people/people.useCases.ts';
import { seeTeams } from '#lib/server/people/teams.useCases.ts';
import { isWanted } from './isWanted.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	const people = await orSayWhy(seePeople(acting));
	const { services, teams } = await orSayWhy(seeTeams(acting));
	const filter = {
		text: url.searchParams.get('text') ?? '',
		role: url.searchParams.get('role') ?? '',
		status: url.searchParams.get('status') ?? 'active'
	};
	return {
		filter,
		services,
		teams,
		total: people.length,
		people: people.filter((person) => isWanted(person, filter, teams))
	};
};
