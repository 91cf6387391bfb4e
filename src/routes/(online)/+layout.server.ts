import { may } from '#lib/domain/access/can.ts';
import { backupStanding } from '#lib/server/backup/backupStanding.ts';
import { context } from '#lib/server/context.ts';
import { actingOf } from '#lib/server/http/officePage.ts';
import { countMyMoves } from '#lib/server/improvement/loops.ts';
import { instantOf, todayOf } from '#lib/server/records/Acting.ts';
import { findSetting } from '#lib/server/settings/settings.repository.ts';
import { officeItems } from './officeItems.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
	const acting = actingOf(locals);
	const { person, database, now } = acting;
	const today = todayOf(now);
	const moves = may(person, 'see-loops', today) ? await countMyMoves(acting) : 0;
	return {
		me: { id: person.id, name: person.name },
		council: (await findSetting(database.db, 'council-name')) ?? '',
		items: officeItems(person, today, moves),
		/** Told to administrators on every page of the office: null to everyone else. */
		backups: may(person, 'administer-people', today) ? await backupStanding(acting, context().config) : null,
		today,
		now: instantOf(now)
	};
};
