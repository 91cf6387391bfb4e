import { stages } from '#lib/domain/frames/SamplingFrame.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { instantOf, todayOf } from '#lib/server/records/Acting.ts';
import { readDraft } from '#lib/server/templates/drafts.useCases.ts';
import { readTemplate } from '#lib/server/templates/templates.useCases.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const version = url.searchParams.get('version') ?? '';
	const id = params.templateId;
	const template =
		version === 'draft'
			? (await orSayWhy(readDraft(acting, id))).draft
			: await orSayWhy(readTemplate(acting, { id, ver: Number(version) }));
	const asked = url.searchParams.get('stage');
	const stage = stages.find((one) => one === asked) ?? 'child-protection';
	return { template, stage, today: todayOf(acting.now), now: instantOf(acting.now), back: `/templates/${id}` };
};
