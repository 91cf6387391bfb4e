import { error } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import { listAudits } from '#lib/server/audits/listAudits.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames, findTeamNames, listActiveNames, listTeamsOf } from '#lib/server/people/nameBook.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { listTemplates } from '#lib/server/templates/templates.useCases.ts';
import { isShown, pageSize, readAuditFilter, stateFor } from './readAuditFilter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	const { database, person, now } = acting;
	const today = todayOf(now);
	if (!may(person, 'see-overview', today)) error(403, { message: 'NO_PERMISSION', code: 'NO_PERMISSION' });
	const filter = readAuditFilter(url.searchParams);
	const state = stateFor(filter.show);
	const { audits: shown, total } = await orSayWhy(
		listAudits(acting, {
			...(state === undefined ? {} : { state }),
			...(filter.team === '' ? {} : { team: filter.team }),
			...(filter.auditor === '' ? {} : { auditor: filter.auditor }),
			only: (head) => isShown(head, filter, today),
			limit: pageSize,
			offset: (filter.page - 1) * pageSize
		})
	);
	const titles = new Map(
		(await orSayWhy(listTemplates(acting))).map(({ ref, short }) => [`${ref.id}~${ref.ver}`, short])
	);
	return {
		filter,
		total,
		audits: shown.map(({ record, head }) => ({
			id: record.id,
			caseRef: head.caseRef,
			state: head.state,
			template: titles.get(`${head.template.id}~${head.template.ver}`) ?? head.template.id,
			auditor: head.auditor,
			team: head.team,
			dueOn: head.dueOn,
			submittedAt: head.submittedAt ?? null,
			grade: head.grade ?? null,
			openAlerts: head.openAlerts
		})),
		names: await findNames(
			database.db,
			shown.map(({ head }) => head.auditor)
		),
		teamNames: await findTeamNames(database.db),
		teams: (await listTeamsOf(database.db, person)).map(({ id, name }) => ({ value: id, label: name })),
		auditors: (await listActiveNames(database.db)).map(({ id, name }) => ({ value: id, label: name }))
	};
};
