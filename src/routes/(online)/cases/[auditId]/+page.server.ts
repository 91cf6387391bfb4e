import { error, fail, redirect } from '@sveltejs/kit';
import { readAudit } from '#lib/domain/audits/readAudit.ts';
import { may, mayChange } from '#lib/domain/access/can.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { listAuditors, reallocate } from '#lib/server/audits/audits.useCases.ts';
import { listEvidence } from '#lib/server/evidence/evidence.useCases.ts';
import { readFollowUp } from '#lib/server/reaudit/readFollowUp.ts';
import { actingOf, orNothing, orSayWhy } from '#lib/server/http/officePage.ts';
import { listLoops } from '#lib/server/improvement/loops.ts';
import { findNames, findTeamNames } from '#lib/server/people/nameBook.ts';
import { todayOf, type Acting } from '#lib/server/records/Acting.ts';
import { readHistory, readRecord } from '#lib/server/records/readRecord.ts';
import { readTemplate } from '#lib/server/templates/templates.useCases.ts';
import { seeUpgrade } from '#lib/server/templates/upgrading.useCases.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { typedIn } from '../../readForm.ts';
import { auditHistory } from './auditHistory.ts';
import { beforeAfter } from './beforeAfter.ts';
import { hasAnything, readSections } from './drawAudit.ts';
import { drawLeftOut } from './leftOut.ts';
import { readReallocation } from './readReallocation.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const { database, person, now } = acting;
	const today = todayOf(now);
	const record = (await orSayWhy(readRecord(acting, { kind: 'audit', id: params.auditId }))) as AuditRecord;
	const template = await orSayWhy(readTemplate(acting, record.head.template));
	const earlier = await Promise.all((record.head.earlier ?? []).map((ref) => orSayWhy(readTemplate(acting, ref))));
	const audit = readAudit(record, template);
	const history = await orSayWhy(readHistory(acting, record.record));
	const evidence = await listEvidence(acting, record);
	const loops = may(person, 'see-loops', today)
		? ((await orNothing(listLoops(acting, { audit: audit.id, show: 'all' })))?.loops ?? [])
		: [];
	const { head } = audit;
	const names = await findNames(database.db, [
		head.auditor,
		head.worker,
		...history.map(({ by }) => by),
		...evidence.map(({ by }) => by),
		...audit.actions.map(({ owner }) => owner),
		...loops.flatMap(({ head: action, move }) => [action.owner, move])
	]);
	const sections = readSections(audit, head.auditor, today, evidence);
	const mayReallocate = head.state !== 'submitted' && may(person, 'allocate', today);
	return {
		id: audit.id,
		head,
		auditors: mayReallocate
			? (await listAuditors(acting)).map(({ id, name, load, capacity }) => ({ id, name, load, capacity }))
			: null,
		template: { id: template.id, title: template.title, version: template.version },
		leftOut: drawLeftOut(record, template, earlier, today),
		hasNewer: (await orNothing(seeUpgrade(acting, audit.id))) !== null,
		teamName: head.team === null ? null : ((await findTeamNames(database.db))[head.team] ?? null),
		names,
		sections: sections.filter(hasAnything),
		overall: audit.grades.get('overall') ?? [],
		submission: audit.submission,
		alerts: audit.alerts,
		followUp: await readFollowUp(acting, record),
		before: await readBefore(acting, { record, template }),
		feedback: audit.feedback,
		mayAsk: mayChange(person, 'feedback.attempt', record, today),
		conflicts: audit.conflicts.length,
		actions: audit.actions.map((action) => {
			const loop = loops.find(({ id }) => id === action.id);
			const { id, what, owner, dueOn, difference, level } = action;
			return { id, what, owner, dueOn, difference, level, state: loop?.head.state ?? null, move: loop?.move ?? null };
		}),
		history: auditHistory(history, template, names, today).slice(0, 200)
	};
};

/** The first audit beside this one, for those who may see both. */
async function readBefore(acting: Acting, later: { readonly record: AuditRecord; readonly template: Template }) {
	const of = later.record.head.again?.of;
	const first = of === undefined ? null : await orNothing(readRecord(acting, { kind: 'audit', id: of }));
	if (first === null || of === undefined) return null;
	const record = first as AuditRecord;
	const template = await orNothing(readTemplate(acting, record.head.template));
	return template === null ? null : { first: of, rows: beforeAfter({ record, template }, later) };
}

export const actions: Actions = {
	reallocate: async ({ locals, params, request }) => {
		const acting = actingOf(locals);
		const form = await request.formData();
		const record = (await orSayWhy(readRecord(acting, { kind: 'audit', id: params.auditId }))) as AuditRecord;
		if (!may(acting.person, 'reallocate', todayOf(acting.now)))
			error(403, { message: 'NO_PERMISSION', code: 'NO_PERMISSION' });
		const asked = readReallocation(form, record.head);
		if (!asked.ok) return fail(400, { errors: asked.errors, typed: typedIn(form) });
		const { auditor, reason, dueOn } = asked;
		const wish = { auditId: params.auditId, auditor, reason, ...(dueOn === undefined ? {} : { dueOn }) };
		const given = await orSayWhy(reallocate(acting, wish));
		if (!given.ok) {
			const id = given.problem.code === 'allocation.due-in-past' ? 'moved' : 'auditor';
			return fail(409, { errors: [{ id, words: problemWords(given.problem) }], typed: typedIn(form) });
		}
		redirect(303, `/cases/${params.auditId}`);
	}
};
