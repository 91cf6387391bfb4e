import { fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import { listAudits } from '#lib/server/audits/listAudits.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { readShown } from '#lib/server/samples/readShown.ts';
import { readSample, replaceDrawn } from '#lib/server/samples/samples.useCases.ts';
import { readTemplate } from '#lib/server/templates/templates.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { textOf, typedIn } from '../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const kept = await orSayWhy(readSample(acting, params.sampleId));
	const { id, name, template, state, cases, sample, statement } = kept;
	const { audits } = await orSayWhy(listAudits(acting, { sample: id, limit: 2000 }));
	const byId = new Map(audits.map((audit) => [audit.record.id, audit.head]));
	const tickets = new Map(sample.pool.map((one) => [one.caseRef, one.tickets ?? 1]));
	const strata = new Map(statement.cases.map(({ caseRef, stratum }) => [caseRef, stratum]));
	return {
		id,
		name,
		state,
		template: (await orSayWhy(readTemplate(acting, template))).title,
		seed: statement.seed,
		drawnFrom: statement.drawnFrom,
		warnings: statement.warnings,
		by: statement.method.kind === 'stratified' ? statement.method.by : null,
		isWeighted: statement.method.kind === 'risk-weighted',
		replacements: statement.replacements,
		shown: await orSayWhy(readShown(acting, kept)),
		cases: cases.map(({ caseRef, facts, audit }) => {
			const head = byId.get(audit ?? '');
			const given =
				head === undefined ? null : { id: audit, state: head.state, auditor: head.auditor, dueOn: head.dueOn };
			const { stage, ageBand, team, worker } = facts;
			return {
				caseRef,
				stage,
				ageBand,
				team,
				worker,
				stratum: strata.get(caseRef) ?? '',
				chances: tickets.get(caseRef) ?? 1,
				audit: given,
				isGiven: audit !== null
			};
		}),
		mayAllocate: may(acting.person, 'allocate', todayOf(acting.now)),
		gone: url.searchParams.get('gone') === 'yes',
		names: await findNames(acting.database.db, [
			statement.drawnBy,
			...audits.map(({ head }) => head.auditor),
			...statement.replacements.map(({ by }) => by)
		])
	};
};

export const actions: Actions = {
	replace: async ({ locals, params, request }) => {
		const form = await request.formData();
		const [caseRef, reason] = [textOf(form, 'case'), textOf(form, 'reason')];
		const errors = [
			...(caseRef === '' ? [{ id: 'case', words: 'Choose the case that cannot be looked at' }] : []),
			...(reason === '' ? [{ id: 'reason', words: 'Write why it cannot be looked at' }] : [])
		];
		if (errors.length > 0) return fail(400, { errors, typed: typedIn(form) });
		const replaced = await orSayWhy(replaceDrawn(actingOf(locals), { sampleId: params.sampleId, caseRef, reason }));
		if (!replaced.ok) {
			return fail(409, { errors: [{ id: 'case', words: problemWords(replaced.problem) }], typed: typedIn(form) });
		}
		redirect(303, `/sampling/${params.sampleId}`);
	}
};
