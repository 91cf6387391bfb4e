import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { seePeople } from '#lib/server/people/people.useCases.ts';
import { seeTeams } from '#lib/server/people/teams.useCases.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const acting = actingOf(locals);
	const people = await orSayWhy(seePeople(acting));
	const names = Object.fromEntries(people.map(({ id, name }) => [id, name]));
	const members = people.filter((person) => person.status === 'active').map((person) => person.team);
	return { ...(await orSayWhy(seeTeams(acting))), names, members };
};
