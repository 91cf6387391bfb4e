import { may, type OfficeAct } from '#lib/domain/access/can.ts';
import { holds, type Person } from '#lib/domain/access/Person.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { NavItem } from '#lib/ui/page/NavItem.ts';

/** The ways in on a tablet, and to the office's pages for those who have any. A phone's bar takes five. */
export function tabletItems(person: Person, today: Day, moves: number): NavItem[] {
	const group = 'At the office';
	const desktop = ['desktop'] as const;
	const managesOnly = holds(person, 'team-manager') && !holds(person, 'auditor');
	const first: NavItem = { href: '/today', label: 'Today', icon: 'today' };
	const loops: NavItem = { href: '/actions', label: managesOnly ? 'Loops' : 'Actions', icon: 'loop', count: moves };
	const cases: NavItem[] = [
		{ href: '/audits', label: 'Audits', icon: 'audit' },
		{ href: '/samples', label: 'Dip samples', icon: 'dip' }
	];
	const second: NavItem = { href: '/moderation', label: 'Moderation', icon: 'moderation', on: ['tablet', 'desktop'] };
	const moderates = holds(person, 'moderator', 'qa-manager', 'head-of-service', 'director');
	return [
		...(managesOnly ? [first, loops, ...cases] : [first, ...cases, loops]),
		...(moderates ? [second] : []),
		{ href: '/more', label: 'More', icon: 'more' },
		...officeWays(person, today).map((way): NavItem => ({ ...way, group, on: desktop }))
	];
}

/** Pages that are worked out at the office and need signal, as far as this person may open them. */
export function officeWays(person: Person, today: Day): NavItem[] {
	const ways: readonly (NavItem & { readonly act: OfficeAct })[] = [
		{ act: 'see-overview', href: '/overview', label: 'Overview', icon: 'programme' },
		{ act: 'see-loops', href: '/loops', label: 'Open loops', icon: 'loop' },
		{ act: 'see-overview', href: '/cases', label: 'All audits', icon: 'audit' },
		{ act: 'draw-sample', href: '/sampling', label: 'Sampling', icon: 'dip' },
		{ act: 'import-caseload', href: '/caseload', label: 'Caseload', icon: 'file' },
		{ act: 'administer-people', href: '/people', label: 'People', icon: 'people' },
		{ act: 'administer-people', href: '/teams', label: 'Teams and services', icon: 'list' },
		{ act: 'administer-people', href: '/backups', label: 'Backups', icon: 'saved' }
	];
	return ways.filter(({ act }) => may(person, act, today)).map(({ href, label, icon }) => ({ href, label, icon }));
}
