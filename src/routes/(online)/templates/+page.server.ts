import { may } from '#lib/domain/access/can.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { seeLibrary } from '#lib/server/templates/library.useCases.ts';
import { isWanted, readLibraryFilter } from './readLibraryFilter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const acting = actingOf(locals);
	const all = await orSayWhy(seeLibrary(acting));
	const filter = readLibraryFilter(url.searchParams);
	return {
		filter,
		mayEdit: may(acting.person, 'edit-templates', todayOf(acting.now)),
		dropped: url.searchParams.has('dropped'),
		templates: all.filter((entry) => isWanted(entry, filter)),
		total: all.length
	};
};
