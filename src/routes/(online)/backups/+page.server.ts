import { seeBackups } from '#lib/server/backup/seeBackups.ts';
import { context } from '#lib/server/context.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const acting = actingOf(locals);
	return { seen: await orSayWhy(seeBackups(acting, context().config)), today: todayOf(acting.now) };
};
