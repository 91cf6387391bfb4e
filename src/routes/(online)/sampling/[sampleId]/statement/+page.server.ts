import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { readSample } from '#lib/server/samples/samples.useCases.ts';
import { readTemplate } from '#lib/server/templates/templates.useCases.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const { id, name, template, statement } = await orSayWhy(readSample(acting, params.sampleId));
	const asked = await orSayWhy(readTemplate(acting, template));
	return {
		id,
		name,
		template: `${asked.title}, version ${asked.version}`,
		statement,
		names: await findNames(acting.database.db, [statement.drawnBy, ...statement.replacements.map(({ by }) => by)])
	};
};
