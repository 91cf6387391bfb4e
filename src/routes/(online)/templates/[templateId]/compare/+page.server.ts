import { error } from '@sveltejs/kit';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { readDraft } from '#lib/server/templates/drafts.useCases.ts';
import { seeTemplate } from '#lib/server/templates/library.useCases.ts';
import { readTemplate } from '#lib/server/templates/templates.useCases.ts';
import { todayOf, type Acting } from '#lib/server/records/Acting.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const { versions, draft, template } = await orSayWhy(seeTemplate(acting, params.templateId));
	const numbers = versions.map(({ version }) => String(version));
	const choices = [...(draft === null ? [] : ['draft']), ...numbers];
	const to = url.searchParams.get('to') ?? choices[0] ?? '';
	const from = url.searchParams.get('from') ?? choices[1] ?? choices[0] ?? '';
	if (![from, to].every((one) => choices.includes(one))) error(404, { message: 'NOT_FOUND', code: 'NOT_FOUND' });
	return {
		title: template.title,
		choices,
		from,
		to,
		all: url.searchParams.has('all'),
		today: todayOf(acting.now),
		before: await orSayWhy(readOne(acting, params.templateId, from)),
		after: await orSayWhy(readOne(acting, params.templateId, to))
	};
};

async function readOne(acting: Acting, id: string, version: string) {
	return version === 'draft' ? (await readDraft(acting, id)).draft : readTemplate(acting, { id, ver: Number(version) });
}
