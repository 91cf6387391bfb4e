import { error, fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import { emptyItem } from '#lib/domain/plan/PlanItem.ts';
import { linkKinds, type LinkKind, type PlanItem } from '#lib/domain/plan/Plan.ts';
import { readLead } from '#lib/domain/plan/readLead.ts';
import type { Problem } from '#lib/domain/shared/Result.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { listComments, listHistory, listLine } from '#lib/server/plan/aroundPlan.repository.ts';
import {
	addComment,
	addItem,
	changeItem,
	handOf,
	linkItem,
	listLeaders,
	unlinkItem
} from '#lib/server/plan/items.useCases.ts';
import { findLastAudit, offerEvidence } from '#lib/server/plan/offerEvidence.ts';
import { mayKeep, readPlan } from '#lib/server/plan/plans.useCases.ts';
import { readEvidence } from '#lib/server/plan/readEvidence.ts';
import { instantOf, todayOf, type Acting } from '#lib/server/records/Acting.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { planField } from '#lib/ui/words/problems/plan.ts';
import { textOf, typedIn } from '../../../../readForm.ts';
import { drawHistory } from './drawHistory.ts';
import { readItemForm } from './readItemForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const plan = await orSayWhy(readPlan(acting, params.planId));
	const isNew = params.itemId === 'new';
	if (isNew && !mayKeep(acting)) error(403, { message: 'NO_PERMISSION', code: 'NO_PERMISSION' });
	const item = isNew ? newItem(url.searchParams.get('recommendation') ?? '') : find(plan.items, params.itemId);
	const hand = plan.closedAt === null ? handOf(acting, item) : null;
	const { db } = acting.database;
	const history = isNew ? [] : await listHistory(db, await listLine(db, item.id));
	const comments = isNew ? [] : (await listComments(db, plan.id)).filter((one) => one.item === item.id);
	const names = await findNames(db, [item.leader, ...[...history, ...comments].map(({ by }) => by)]);
	return {
		...{ isNew, item, hand, lead: readLead(item.cells.lead), names },
		plan: { id: plan.id, name: plan.name, isOpen: plan.closedAt === null },
		recommendation: plan.recommendations.find(({ id }) => id === item.recommendation) ?? null,
		recommendations: plan.recommendations.map(({ id, number, words }) => ({ value: id, label: `${number}. ${words}` })),
		evidence: isNew ? null : await orSayWhy(readEvidence(acting, plan.id, item)),
		history: drawHistory(history, names, todayOf(acting.now)),
		comments: comments.map(({ at, item: _, ...comment }) => ({ ...comment, at: instantOf(at) })),
		leaders: hand === 'keeper' ? await listLeaders(acting) : [],
		offered: hand === 'keeper' && !isNew ? await offerEvidence(acting) : null,
		seesFindings: may(acting.person, 'see-loops', todayOf(acting.now))
	};
};

function newItem(recommendation: string): PlanItem {
	return { id: '', recommendation, cells: emptyItem, leader: null, from: null, revision: 1 };
}

function find(items: readonly PlanItem[], id: string): PlanItem {
	const item = items.find((one) => one.id === id);
	if (item === undefined) error(404, { message: 'NOT_FOUND', code: 'NOT_FOUND' });
	return item;
}

function wrong(act: string, form: FormData, problem: Problem, otherwise: string) {
	const errors = [{ id: planField(problem, otherwise), words: problemWords(problem) }];
	return fail(400, { act, errors, typed: typedIn(form) });
}

async function save(acting: Acting, form: FormData, { planId, itemId }: { planId: string; itemId: string }) {
	const leader = form.has('leader') ? textOf(form, 'leader') || null : null;
	if (itemId === 'new')
		return addItem(acting, planId, {
			recommendation: textOf(form, 'recommendation'),
			cells: readItemForm(form),
			leader
		});
	const item = find((await readPlan(acting, planId)).items, itemId);
	const revision = Number(textOf(form, 'revision')) || 0;
	const cells = readItemForm(form, item.cells);
	return changeItem(acting, planId, {
		item: itemId,
		revision,
		cells,
		leader: form.has('leader') ? leader : item.leader
	});
}

async function linkIn(acting: Acting, form: FormData, item: string) {
	const kind = linkKinds.find((one) => one === textOf(form, 'kind')) ?? 'theme';
	const typed = textOf(form, `of-${kind}`) || textOf(form, 'of');
	return {
		item,
		kind: kind satisfies LinkKind,
		of: kind === 'audit' ? ((await findLastAudit(acting, typed)) ?? typed) : typed
	};
}

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const form = await request.formData();
		const saved = await orSayWhy(save(actingOf(locals), form, params));
		if (!saved.ok) return wrong('save', form, saved.problem, 'progress');
		redirect(303, `/plan/${params.planId}/items/${saved.value ?? params.itemId}`);
	},
	link: async ({ locals, params, request }) => {
		const form = await request.formData();
		const acting = actingOf(locals);
		const tied = await orSayWhy(
			linkIn(acting, form, params.itemId).then((link) => linkItem(acting, params.planId, link))
		);
		if (!tied.ok) return wrong('link', form, tied.problem, 'kind');
		redirect(303, `/plan/${params.planId}/items/${params.itemId}#evidence`);
	},
	unlink: async ({ locals, params, request }) => {
		const form = await request.formData();
		const kind = linkKinds.find((one) => one === textOf(form, 'kind')) ?? 'theme';
		const link = { item: params.itemId, kind, of: textOf(form, 'of') };
		const untied = await orSayWhy(unlinkItem(actingOf(locals), params.planId, link));
		if (!untied.ok) return wrong('unlink', form, untied.problem, 'evidence');
		redirect(303, `/plan/${params.planId}/items/${params.itemId}#evidence`);
	},
	comment: async ({ locals, params, request }) => {
		const form = await request.formData();
		const wish = { item: params.itemId, says: textOf(form, 'says') };
		const said = await orSayWhy(addComment(actingOf(locals), params.planId, wish));
		if (!said.ok) return wrong('comment', form, said.problem, 'says');
		redirect(303, `/plan/${params.planId}/items/${params.itemId}#comments`);
	}
};
