import { fail, redirect } from '@sveltejs/kit';
import { riskRag, scoreOf } from '#lib/domain/plan/PlanRisk.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { mayKeep, readPlan } from '#lib/server/plan/plans.useCases.ts';
import { keepRisk, listRisks } from '#lib/server/plan/risks.useCases.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { planField } from '#lib/ui/words/problems/plan.ts';
import { textOf, typedIn } from '../../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const plan = await orSayWhy(readPlan(acting, params.planId));
	const risks = await orSayWhy(listRisks(acting, plan.id));
	const names = await findNames(
		acting.database.db,
		risks.map(({ changedBy }) => changedBy)
	);
	return {
		plan: { id: plan.id, name: plan.name },
		mayKeep: mayKeep(acting),
		mayWrite: mayKeep(acting) && plan.closedAt === null,
		risks: risks.map(({ changedAt, changedBy, ...risk }) => ({
			...risk,
			score: scoreOf(risk),
			rag: riskRag(risk),
			changedOn: todayOf(changedAt),
			changedBy: names[changedBy] ?? 'someone who has left'
		})),
		saved: url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const form = await request.formData();
		const id = textOf(form, 'id') || null;
		const risk = {
			...{ what: textOf(form, 'what'), answer: textOf(form, 'answer'), owner: textOf(form, 'owner') },
			...{ likelihood: Number(textOf(form, 'likelihood')), impact: Number(textOf(form, 'impact')) },
			isClosed: form.has('isClosed')
		};
		const kept = await orSayWhy(keepRisk(actingOf(locals), params.planId, { id, risk }));
		if (!kept.ok) {
			const at = id ?? 'new';
			const errors = [{ id: `${planField(kept.problem, 'what')}-${at}`, words: problemWords(kept.problem) }];
			return fail(400, { at, errors, typed: typedIn(form) });
		}
		redirect(303, `/plan/${params.planId}/risks?saved`);
	}
};
