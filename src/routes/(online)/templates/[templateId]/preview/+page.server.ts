import { error } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { seeTemplate } from '#lib/server/templates/library.useCases.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { template, version, versions, draft } = await orSayWhy(seeTemplate(actingOf(locals), params.templateId));
	const choices = [...(draft === null ? [] : ['draft']), ...versions.map((one) => String(one.version))];
	const asked = url.searchParams.get('version') ?? String(version ?? 'draft');
	if (!choices.includes(asked)) error(404, { message: 'NOT_FOUND', code: 'NOT_FOUND' });
	return { title: template.title, version: asked, choices };
};
