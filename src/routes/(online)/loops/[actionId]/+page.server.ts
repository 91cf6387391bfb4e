import { fail, redirect } from '@sveltejs/kit';
import { mayChange } from '#lib/domain/access/can.ts';
import type { ActionRecord, AuditHead } from '#lib/domain/changes/RecordState.ts';
import { whoseMove } from '#lib/domain/improvement/actionLife.ts';
import { dayInEngland, daysBetween } from '#lib/domain/shared/dates.ts';
import { listEvidence } from '#lib/server/evidence/evidence.useCases.ts';
import { seeFindings } from '#lib/server/findings/findings.useCases.ts';
import { readImpact } from '#lib/server/impact/readImpact.ts';
import { actingOf, orNothing, orSayWhy } from '#lib/server/http/officePage.ts';
import { listLoopChases } from '#lib/server/improvement/tending.repository.ts';
import { findNames, findTeamNames, listActiveNames } from '#lib/server/people/nameBook.ts';
import { actOnline } from '#lib/server/records/actOnline.ts';
import { todayOf, type Acting } from '#lib/server/records/Acting.ts';
import { readHistory, readRecord } from '#lib/server/records/readRecord.ts';
import { refusalWords } from '#lib/ui/words/problems/office.ts';
import { typedIn } from '../../readForm.ts';
import { completionNotes, stonesOf } from './drawLoop.ts';
import { happenings } from './happenings.ts';
import { actsInState, readAct, type PageAct } from './readAct.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const { database, person, now } = acting;
	const today = todayOf(now);
	const record = await readAction(acting, params.actionId);
	const history = await orSayWhy(readHistory(acting, record.record));
	const { head } = record;
	const acts = offeredActs(acting, record);
	const files = await listEvidence(acting, record);
	const chases = await listLoopChases(database.db, record.record.id);
	const ids = [
		head.raisedBy,
		head.owner,
		head.verifier,
		head.worker,
		...history.flatMap(namesIn),
		...files.map(({ by }) => by),
		...chases.flatMap(({ to, by }) => [to, by])
	];
	const names = await findNames(database.db, ids);
	return {
		id: record.record.id,
		head,
		acts,
		names,
		teamName: head.team === null ? null : ((await findTeamNames(database.db))[head.team] ?? null),
		move: whoseMove(head),
		age: daysBetween(dayInEngland(head.raisedAt), today),
		stones: stonesOf(head, history, names, person.id, today),
		happenings: happenings(head, history, names, today),
		evidence: { notes: completionNotes(record.fields), files },
		audit: await findAudit(acting, head.audit),
		chases: chases.map(({ step, to, by, at }) => ({ step, to, by, on: todayOf(at) })),
		looks: head.theme === undefined ? [] : await readImpact(acting, record),
		answers: await countAnswered(acting, record.record.id),
		owners: acts.includes('transfer') ? await listActiveNames(database.db) : []
	};
};

async function readAction(acting: Acting, id: string): Promise<ActionRecord> {
	return (await orSayWhy(readRecord(acting, { kind: 'action', id }))) as ActionRecord;
}

function offeredActs({ person, now }: Acting, record: ActionRecord): PageAct[] {
	return actsInState(record.head).filter((act) => mayChange(person, `action.${act}`, record, todayOf(now)));
}

/** How many findings it answers, of how many children and under which themes, for those who see findings at all. */
async function countAnswered(acting: Acting, action: string) {
	const answered = await orNothing(seeFindings(acting, { action }));
	if (answered === null || answered.length === 0) return null;
	return {
		findings: answered.length,
		children: new Set(answered.map(({ caseRef }) => caseRef)).size,
		themes: [...new Set(answered.map(({ theme }) => theme))],
		others: [...new Set(answered.flatMap(({ actions }) => actions.map(({ id }) => id)))].filter((id) => id !== action)
	};
}

/** The grade of the audit it came from, for those who may see the audit too. */
async function findAudit(acting: Acting, id: string | undefined) {
	if (id === undefined) return null;
	const found = await orNothing(readRecord(acting, { kind: 'audit', id }));
	if (found === null) return null;
	const head = found.head as AuditHead;
	return { id, grade: head.grade ?? null, state: head.state };
}

function namesIn({ by, value }: { readonly by: string; readonly value: unknown }): string[] {
	const to = typeof value === 'object' && value !== null && 'transferredTo' in value ? value.transferredTo : null;
	return typeof to === 'string' ? [by, to] : [by];
}

function perform(act: PageAct): Actions[string] {
	return async ({ locals, params, request }) => {
		const acting = actingOf(locals);
		const form = await request.formData();
		const record = await readAction(acting, params.actionId ?? '');
		const asked = readAct(act, form, { head: record.head, today: todayOf(acting.now) });
		if (!asked.ok) return fail(400, { act, errors: asked.errors, typed: typedIn(form) });
		const done = await actOnline(acting, { record: record.record, name: asked.name, args: asked.args });
		if (!done.ok) {
			return fail(409, { act, errors: [{ id: 'acts', words: refusalWords(done.problem) }], typed: typedIn(form) });
		}
		redirect(303, `/loops/${record.record.id}`);
	};
}

export const actions: Actions = {
	accept: perform('accept'),
	progress: perform('progress'),
	complete: perform('complete'),
	verify: perform('verify'),
	impact: perform('impact'),
	extend: perform('extend'),
	transfer: perform('transfer'),
	notNeeded: perform('notNeeded')
};
