import { may } from '#lib/domain/access/can.ts';
import { actingOf } from '#lib/server/http/officePage.ts';
import { readReminders } from '#lib/server/programme/readReminders.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import type { PageServerLoad } from './$types';

/** The first page of whoever has no overview. */
export const load: PageServerLoad = async ({ locals }) => {
	const acting = actingOf(locals);
	return {
		reminders: await readReminders(acting),
		maySeeProgramme: may(acting.person, 'see-programme', todayOf(acting.now))
	};
};
