import { fail, redirect } from '@sveltejs/kit';
import type { AlertLog } from '#lib/domain/alerts/AlertLog.ts';
import { readAlert } from '#lib/server/alerts/alerts.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames, findTeamNames } from '#lib/server/people/nameBook.ts';
import { actOnline } from '#lib/server/records/actOnline.ts';
import { actKey, readAlertAct } from '#lib/ui/alert/readAlertAct.ts';
import { refusalWords } from '#lib/ui/words/problems/office.ts';
import { textOf, typedIn } from '../../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const { db } = acting.database;
	const { audit, log, pathway, acts } = await orSayWhy(readAlert(acting, params.auditId, params.alertId));
	const { caseRef, team, state } = audit.head;
	return {
		auditId: params.auditId,
		caseRef,
		teamName: team === null ? null : ((await findTeamNames(db))[team] ?? null),
		isSubmitted: state === 'submitted',
		log,
		pathway,
		acts,
		names: await findNames(db, namesIn(log))
	};
};

function namesIn(log: AlertLog): string[] {
	return [log.by, ...log.entries.flatMap((entry) => (entry.entry === 'asked' ? [entry.by, entry.person] : [entry.by]))];
}

export const actions: Actions = {
	/** One form for each act, known by its key: what is not offered to this person is refused, and the engine judges again. */
	write: async ({ locals, params, request }) => {
		const acting = actingOf(locals);
		const { auditId, alertId } = params;
		const { acts } = await orSayWhy(readAlert(acting, auditId, alertId));
		const form = await request.formData();
		const act = textOf(form, 'act');
		const notNow = (words: string) => fail(409, { act, errors: [{ id: 'acts', words }], typed: typedIn(form) });
		if (!acts.some((offered) => actKey(offered) === act)) return notNow(refusalWords({ code: 'RECORD_LOCKED' }));
		const asked = readAlertAct(act, alertId, form);
		if (!asked.ok) return fail(400, { act, errors: asked.errors, typed: typedIn(form) });
		const done = await actOnline(acting, {
			record: { kind: 'audit', id: auditId },
			name: asked.name,
			args: asked.args
		});
		if (!done.ok) return notNow(refusalWords(done.problem));
		redirect(303, `/alerts/${auditId}/${alertId}`);
	}
};
