import { listAlerts, type OpenAlert } from '#lib/server/alerts/alerts.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findTeamNames } from '#lib/server/people/nameBook.ts';
import { nextStepClock, alertStateWords } from '#lib/ui/words/alertPathway.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const acting = actingOf(locals);
	const { open, after, inadequate } = await orSayWhy(listAlerts(acting));
	const today = todayOf(acting.now);
	const row = ({ auditId, head, log, pathway, isAsked }: OpenAlert) => ({
		href: `/alerts/${auditId}/${log.id}`,
		id: log.id,
		caseRef: head.caseRef,
		team: head.team,
		concern: log.concern,
		startedAt: log.startedAt,
		isTold: pathway.state !== 'nobody-told',
		stands: alertStateWords[pathway.state],
		clock: nextStepClock(pathway, today),
		isAsked
	});
	return {
		open: open.map(row),
		after: after.map(row),
		inadequate: inadequate.map(({ id, head, isOpened }) => ({
			id,
			caseRef: head.caseRef,
			team: head.team,
			submittedAt: head.submittedAt ?? null,
			isOpened
		})),
		teamNames: await findTeamNames(acting.database.db)
	};
};
