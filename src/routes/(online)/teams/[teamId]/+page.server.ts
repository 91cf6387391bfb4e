import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { seePeople } from '#lib/server/people/people.useCases.ts';
import { dropTeam, keepTeam, seeTeams } from '#lib/server/people/teams.useCases.ts';
import { fieldErrors } from '../../people/fieldErrors.ts';
import { textOf } from '../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

const toAdd = 'new';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const { services, teams } = await orSayWhy(seeTeams(acting));
	const people = await orSayWhy(seePeople(acting));
	const isNew = params.teamId === toAdd;
	const team = isNew ? { name: '', service: null, manager: null } : teams.find(({ id }) => id === params.teamId);
	if (team === undefined) error(404, { message: 'NOT_FOUND', code: 'NOT_FOUND' });
	const here = people.filter((person) => person.status === 'active' || person.id === team.manager);
	return { team, isNew, services, people: here.map(({ id, name }) => ({ id, name })) };
};

export const actions: Actions = {
	keep: async ({ locals, params, request }) => {
		const form = await request.formData();
		const team = {
			name: textOf(form, 'name').slice(0, 200),
			service: textOf(form, 'service') || null,
			manager: textOf(form, 'manager') || null
		};
		const id = params.teamId === toAdd ? randomUUID() : params.teamId;
		const kept = await orSayWhy(keepTeam(actingOf(locals), { id, ...team }));
		if (!kept.ok) return fail(400, { team, errors: fieldErrors(kept.problems) });
		redirect(303, '/teams');
	},
	remove: async ({ locals, params }) => {
		const dropped = await orSayWhy(dropTeam(actingOf(locals), params.teamId));
		if (!dropped.ok) return fail(400, { team: null, errors: fieldErrors(dropped.problems) });
		redirect(303, '/teams');
	}
};
