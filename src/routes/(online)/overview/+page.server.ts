import { redirect } from '@sveltejs/kit';
import { holds } from '#lib/domain/access/Person.ts';
import { may } from '#lib/domain/access/can.ts';
import { isStale } from '#lib/domain/frames/isStale.ts';
import { daysBetween } from '#lib/domain/shared/dates.ts';
import { isBackupOverdue } from '#lib/server/backup/backupStanding.ts';
import { context } from '#lib/server/context.ts';
import { currentFrame } from '#lib/server/frames/frames.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { auditFigures } from '#lib/server/overview/auditFigures.ts';
import { readOverview } from '#lib/server/overview/readOverview.ts';
import { readReminders } from '#lib/server/programme/readReminders.ts';
import { listParked } from '#lib/server/parked/parked.useCases.ts';
import { findNames, findTeamNames } from '#lib/server/people/nameBook.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const acting = actingOf(locals);
	const { person, database, now } = acting;
	const today = todayOf(now);
	if (!may(person, 'see-overview', today)) redirect(303, '/office');
	const figures = await orSayWhy(auditFigures(acting));
	const { audits, loops } = await orSayWhy(readOverview(acting));
	const parked = holds(person, 'qa-manager') ? await orSayWhy(listParked(acting)) : [];
	const frame = may(person, 'draw-sample', today) ? await orSayWhy(currentFrame(acting)) : null;
	return {
		figures,
		audits,
		loops,
		reminders: await readReminders(acting),
		parked: parked.map(({ id, head }) => ({ id, code: head.code, by: head.by, at: head.at, about: head.about })),
		seesAll: holds(person, 'qa-manager'),
		backupOverdue: await isBackupOverdue(acting, context().config),
		maySample: may(person, 'draw-sample', today),
		frame:
			frame === null
				? null
				: {
						cases: frame.cases,
						open: frame.open,
						takenOn: frame.takenOn,
						daysOld: daysBetween(frame.takenOn, today),
						stale: isStale(frame, today)
					},
		names: await findNames(database.db, [
			...figures.alerts.map(({ auditor }) => auditor),
			...figures.inadequates.flatMap(({ loops: own }) => own.map(({ move }) => move)),
			...parked.map(({ head }) => head.by)
		]),
		teamNames: await findTeamNames(database.db)
	};
};
