import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { readToTakeOut } from '#lib/server/templates/readToTakeOut.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const version = url.searchParams.get('version');
	const wanted = { id: params.templateId, version: version === null ? null : Number(version) };
	const { template } = await orSayWhy(readToTakeOut(actingOf(locals), wanted));
	return { id: template.id, title: template.title, version: template.version };
};
