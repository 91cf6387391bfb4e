import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { seePeople } from '#lib/server/people/people.useCases.ts';
import { dropService, keepService, seeTeams } from '#lib/server/people/teams.useCases.ts';
import { fieldErrors } from '../../../people/fieldErrors.ts';
import { textOf } from '../../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

const toAdd = 'new';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const { services } = await orSayWhy(seeTeams(acting));
	const people = await orSayWhy(seePeople(acting));
	const isNew = params.serviceId === toAdd;
	const service = isNew ? { name: '', head: null } : services.find(({ id }) => id === params.serviceId);
	if (service === undefined) error(404, { message: 'NOT_FOUND', code: 'NOT_FOUND' });
	const here = people.filter((person) => person.status === 'active' || person.id === service.head);
	return { service, isNew, people: here.map(({ id, name }) => ({ id, name })) };
};

export const actions: Actions = {
	keep: async ({ locals, params, request }) => {
		const form = await request.formData();
		const service = {
			name: textOf(form, 'name').slice(0, 200),
			head: textOf(form, 'head') || null
		};
		const id = params.serviceId === toAdd ? randomUUID() : params.serviceId;
		const kept = await orSayWhy(keepService(actingOf(locals), { id, ...service }));
		if (!kept.ok) return fail(400, { service, errors: fieldErrors(kept.problems) });
		redirect(303, '/teams');
	},
	remove: async ({ locals, params }) => {
		const dropped = await orSayWhy(dropService(actingOf(locals), params.serviceId));
		if (!dropped.ok) return fail(400, { service: null, errors: fieldErrors(dropped.problems) });
		redirect(303, '/teams');
	}
};
