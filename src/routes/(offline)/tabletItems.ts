import { may } from '#lib/domain/access/can.ts';
import { holds, type Person } from '#lib/domain/access/Person.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { NavItem } from '#lib/ui/page/NavItem.ts';

/** The ways in on a tablet, and to the office's pages for those who have any. A phone's bar takes five. */
export function tabletItems(person: Person, today: Day, moves: number): NavItem[] {
	const group = 'At the office';
	const desktop = ['desktop'] as const;
	const managesOnly = holds(person, 'team-manager') && !holds(person, 'auditor');
	return [
		{ href: '/today', label: 'Today', icon: 'today' },
		{ href: '/audits', label: 'Audits', icon: 'audit' },
		{ href: '/samples', label: 'Dip samples', icon: 'dip' },
		{ href: '/actions', label: managesOnly ? 'Loops' : 'Actions', icon: 'loop', count: moves },
		...officeWays(person, today).map((way): NavItem => ({ ...way, group, on: desktop })),
		{ href: '/more', label: 'More', icon: 'more' }
	];
}

/** Pages that are worked out at the office and need signal, as far as this person may open them. */
export function officeWays(person: Person, today: Day): NavItem[] {
	return [
		...(may(person, 'see-overview', today) ? [{ href: '/overview', label: 'Overview', icon: 'programme' as const }] : []),
		...(may(person, 'draw-sample', today) ? [{ href: '/sampling', label: 'Samples', icon: 'people' as const }] : []),
		...(may(person, 'administer-people', today) ? [{ href: '/people', label: 'People', icon: 'person' as const }] : [])
	];
}
