import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { seeTemplate } from '#lib/server/templates/library.useCases.ts';
import { listOlder } from '#lib/server/templates/upgrading.useCases.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const audits = await orSayWhy(listOlder(acting, params.templateId));
	const { template, version } = await orSayWhy(seeTemplate(acting, params.templateId));
	return {
		title: template.title,
		version,
		audits,
		moved: url.searchParams.has('moved'),
		names: await findNames(
			acting.database.db,
			audits.map(({ head }) => head.auditor)
		)
	};
};
