import { error } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import { actingOf } from '#lib/server/http/officePage.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const { person, now } = actingOf(locals);
	if (!may(person, 'import-caseload', todayOf(now))) error(403, { message: 'NO_PERMISSION', code: 'NO_PERMISSION' });
};
