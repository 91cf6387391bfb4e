import { isActive } from '../access/can.ts';
import { reaches, type Person } from '../access/Person.ts';
import type { ActionHead } from '../changes/RecordState.ts';
import type { Away } from '../alerts/askWhom.ts';
import type { Day } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';

/** Who works here: what a loop that stands still is handed up by. */
export type LoopStaff = {
	readonly people: ReadonlyMap<PersonId, Person>;
	readonly managerOf: ReadonlyMap<string, PersonId>;
	readonly away: readonly Away[];
	/** Who stands in for somebody, whether they are away now or have left for good. */
	readonly deputyOf: ReadonlyMap<PersonId, PersonId>;
};

/** The line above an action, lowest first (product.md 6.6); last whoever keeps quality, for nothing may end nowhere. */
export const loopRungs = ['team-manager', 'service-manager', 'head-of-service', 'director', 'qa-manager'] as const;
export type LoopRung = (typeof loopRungs)[number];

export function isHere(staff: LoopStaff, id: PersonId, today: Day): boolean {
	const person = staff.people.get(id);
	return person !== undefined && isActive(person, today);
}

/** Themselves; while they are away whoever stands in for them; null where neither is here. */
export function standIn(staff: LoopStaff, id: PersonId, today: Day): PersonId | null {
	const isAway = staff.away.some(({ person, from, until }) => person === id && from <= today && today <= until);
	if (isHere(staff, id, today) && !isAway) return id;
	const deputy = staff.deputyOf.get(id) ?? null;
	return deputy !== null && isHere(staff, deputy, today) ? deputy : null;
}

/** Those of a rung who reach the action's place: a team's named manager before others who may manage it. */
export function onRung(
	staff: LoopStaff,
	rung: LoopRung,
	{ team, service }: Pick<ActionHead, 'team' | 'service'>,
	today: Day
): PersonId[] {
	const named = rung === 'team-manager' && team !== null ? staff.managerOf.get(team) : undefined;
	if (named !== undefined && isHere(staff, named, today)) return [named];
	return [...staff.people.values()]
		.filter((one) => isActive(one, today) && reaches(one, rung, { team, service }))
		.map(({ id }) => id);
}

/** The first who is here from a rung on upwards, and none of those left out; null where nobody at all is left. */
export function firstUpwards(
	staff: LoopStaff,
	from: LoopRung,
	place: Pick<ActionHead, 'team' | 'service'>,
	today: Day,
	not: readonly (PersonId | null)[] = []
): PersonId | null {
	for (const rung of loopRungs.slice(loopRungs.indexOf(from))) {
		for (const id of onRung(staff, rung, place, today)) {
			const found = standIn(staff, id, today);
			if (found !== null && !not.includes(found)) return found;
		}
	}
	return null;
}
