import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { instantOf } from '#lib/server/records/Acting.ts';
import { listPutForward } from '#lib/server/samples/listPutForward.ts';
import { listSamples } from '#lib/server/samples/samples.useCases.ts';
import { listTemplates } from '#lib/server/templates/templates.useCases.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const acting = actingOf(locals);
	const samples = await orSayWhy(listSamples(acting));
	const listed = await listTemplates(acting);
	const journey = listed.find(({ ref, state }) => ref.id === 'cj' && state === 'published')?.ref;
	const templates = new Map(listed.map(({ ref, short }) => [`${ref.id}~${ref.ver}`, short]));
	const forward = await orSayWhy(listPutForward(acting));
	return {
		childJourney: journey === undefined ? null : `${journey.id}~${journey.ver}`,
		putForward: forward.map(({ at, ...one }) => ({ ...one, on: dayInEngland(at) })),
		samples: samples.map(({ drawnAt, template, ...sample }) => ({
			...sample,
			drawnOn: dayInEngland(instantOf(drawnAt)),
			template: templates.get(`${template.id}~${template.ver}`) ?? template.id
		})),
		names: await findNames(acting.database.db, [
			...samples.map(({ drawnBy }) => drawnBy),
			...forward.map(({ auditor }) => auditor)
		])
	};
};
