import { may } from '#lib/domain/access/can.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import { seeTablets } from '#lib/server/devices/tablets.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { instantOf } from '#lib/server/records/Acting.ts';
import { isWanted, readTabletFilter } from './isWanted.ts';
import type { PageServerLoad } from './$types';

const quietAfter = 7;

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	const { tablets, parked, conflicts } = await orSayWhy(seeTablets(acting));
	const filter = readTabletFilter(url.searchParams);
	const here = tablets.filter(({ standing }) => standing !== 'wiped');
	const oldest = here.flatMap(({ oldestUnsentAt }) => oldestUnsentAt ?? []).sort((a, b) => a - b)[0];
	const today = dayInEngland(instantOf(acting.now));
	return {
		filter,
		today,
		tablets: tablets.filter((tablet) => isWanted(tablet, filter, acting.now)),
		mayBring: may(acting.person, 'bring-rescue', today),
		health: {
			total: here.length,
			silent: here.filter((one) => isWanted(one, { silent: quietAfter, show: 'all' }, acting.now)).length,
			waiting: here.reduce((sum, { waiting }) => sum + waiting, 0),
			oldestUnsentAt: oldest === undefined ? null : instantOf(oldest),
			incidents: [...new Map(tablets.map((one) => [one.deviceId, one.incidents])).values()].reduce((a, b) => a + b, 0),
			parked,
			conflicts
		}
	};
};
