import { randomInt } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import { isStale } from '#lib/domain/frames/isStale.ts';
import { isSeed, makeSeed } from '#lib/domain/sampling/seed.ts';
import { daysBetween } from '#lib/domain/shared/dates.ts';
import { currentFrame } from '#lib/server/frames/frames.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { drawAndKeep, listFrameValues, planSample } from '#lib/server/samples/samples.useCases.ts';
import { observedShare } from '#lib/server/samples/readShown.ts';
import { listTemplates } from '#lib/server/templates/templates.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { readOrder, ruleFrom } from './readOrder.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	const today = todayOf(acting.now);
	if (!may(acting.person, 'draw-sample', today)) error(403, { message: 'NO_PERMISSION', code: 'NO_PERMISSION' });
	const query = new URLSearchParams(url.search);
	const templates = (await orSayWhy(listTemplates(acting))).filter(({ state }) => state === 'published');
	const asked = readOrder(query).template;
	const template = templates.find(({ ref }) => ref.id === asked?.id && ref.ver === asked.ver) ?? null;
	if (template === null) return { step: 'template' as const, templates };
	if (!isSeed(query.get('seed') ?? '')) redirect(303, withSeed(url));
	const frame = await orSayWhy(currentFrame(acting));
	if (frame === null) return { step: 'no-caseload' as const, mayImport: may(acting.person, 'import-caseload', today) };
	const order = readOrder(query, template.suggestedSize);
	const plan = await orSayWhy(planSample(acting, ruleFrom(order)));
	if (!plan.ok) error(409, { message: plan.problem.code, code: plan.problem.code });
	return {
		step: 'sample' as const,
		template: { ref: template.ref, title: template.title, short: template.short },
		order: order.name === '' ? { ...order, name: `${template.short}, ${monthOf(today)}` } : order,
		filters: ruleFrom(order).filters,
		frame: {
			takenOn: frame.takenOn,
			daysOld: daysBetween(frame.takenOn, today),
			stale: isStale(frame, today),
			size: plan.value.frame.size
		},
		matched: plan.value.matched,
		excluded: [...Map.groupBy(plan.value.excluded, ({ reason }) => reason)].map(([reason, of]) => ({
			reason,
			count: of.length
		})),
		exclusions: ruleFrom(order).exclusions,
		mayMark: may(acting.person, 'import-caseload', today),
		strata: plan.value.strata,
		observed: await orSayWhy(observedShare(acting, template.ref.id)),
		values: await orSayWhy(listFrameValues(acting))
	};
};

/** The seed is settled before anyone has seen a case, and stands in the address from then on. */
function withSeed(url: URL): string {
	const query = new URLSearchParams(url.search);
	query.set('seed', makeSeed(randomInt(2 ** 32)));
	return `/sampling/new?${query.toString()}`;
}

function monthOf(day: string): string {
	return new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

export const actions: Actions = {
	draw: async ({ locals, request }) => {
		const form = await request.formData();
		const fields = new URLSearchParams(
			[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
		);
		const order = readOrder(fields);
		if (order.template === null)
			return fail(400, { errors: [{ id: 'sample-page', words: 'Choose a template first' }], order });
		const mistake = whatIsMissing(order);
		if (mistake !== null) return fail(400, { errors: [mistake], order });
		const { name, template, seed } = order;
		const drawn = await orSayWhy(drawAndKeep(actingOf(locals), { name, template, seed, rule: ruleFrom(order) }));
		if (!drawn.ok) {
			const id = drawn.problem.code === 'sample.name-missing' ? 'name' : 'how-many';
			return fail(409, { errors: [{ id, words: problemWords(drawn.problem) }], order });
		}
		redirect(303, `/sampling/${drawn.value.id}`);
	}
};

function whatIsMissing({
	method,
	caseRefs,
	risks,
	name
}: ReturnType<typeof readOrder>): { id: string; words: string } | null {
	if (name.trim() === '') return { id: 'name', words: 'Write what this sample is called' };
	if (method === 'nominated' && caseRefs.length === 0) return { id: 'cases', words: 'Write the case numbers' };
	if (method === 'risk-weighted' && risks.length === 0) return { id: 'risk', words: 'Choose one risk at least' };
	return null;
}
