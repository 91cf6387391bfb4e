import { may } from '#lib/domain/access/can.ts';
import { isAway } from '#lib/domain/programme/RegisterEntry.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames, findTeamNames } from '#lib/server/people/nameBook.ts';
import { listRegister } from '#lib/server/programme/register.useCases.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const acting = actingOf(locals);
	const { db } = acting.database;
	const today = todayOf(acting.now);
	const register = await orSayWhy(listRegister(acting));
	return {
		mayKeep: may(acting.person, 'keep-programme', today),
		auditors: register.map(({ id, name, load, capacity, teams, entry }) => ({
			id,
			name,
			load,
			capacity,
			teams,
			trainedFor: entry.trainedFor,
			isModerator: entry.isModerator,
			deputy: entry.deputy,
			awayUntil: entry.leave.find((leave) => isAway({ leave: [leave] }, today))?.to ?? null,
			excusedUntil:
				entry.exemptions
					.filter(({ until }) => until >= today)
					.map(({ until }) => until)
					.sort()
					.at(-1) ?? null,
			conflicts: entry.conflicts.length
		})),
		teamNames: await findTeamNames(db),
		names: await findNames(
			db,
			register.map(({ entry }) => entry.deputy)
		)
	};
};
