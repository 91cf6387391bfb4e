import { holds, type Person, type Role } from '#lib/domain/access/Person.ts';
import type { NavItem } from '#lib/ui/page/NavItem.ts';

const managers: readonly Role[] = ['team-manager', 'service-manager', 'head-of-service', 'director', 'qa-manager'];
const moderators: readonly Role[] = ['moderator', 'qa-manager', 'head-of-service'];
const readers: readonly Role[] = [...managers, 'moderator', 'board'];

export type NavCounts = { readonly actions: number; readonly moderations: number };

/** The ways in for a person, the same on pages from the tablet and pages from the office. A phone's bar takes five. */
export function navItems(person: Person, counts: NavCounts): NavItem[] {
	const wide = ['tablet', 'desktop'] as const;
	const desktop = ['desktop'] as const;
	const may = (...roles: readonly Role[]) => holds(person, ...roles);
	const manages = may(...managers) && !may('auditor');
	const work: NavItem[] = [
		{ href: '/today', label: 'Today', icon: 'today' },
		{ href: '/audits', label: 'Audits', icon: 'audit' },
		{ href: '/samples', label: 'Dip samples', icon: 'dip' },
		{ href: '/actions', label: manages ? 'Loops' : 'Actions', icon: 'loop', count: counts.actions }
	];
	return [
		...work,
		...(may(...moderators)
			? [{ href: '/moderation', label: 'Moderation', icon: 'moderation' as const, count: counts.moderations, on: wide }]
			: []),
		{ href: '/learning', label: 'Learning', icon: 'learning', on: wide },
		...(may('qa-manager', 'service-manager', 'head-of-service')
			? [
					{ href: '/programme', label: 'Programme', icon: 'programme' as const, group: 'Quality assurance', on: desktop },
					{ href: '/sampling', label: 'Sampling', icon: 'people' as const, group: 'Quality assurance', on: desktop },
					{ href: '/templates', label: 'Templates', icon: 'list' as const, group: 'Quality assurance', on: desktop },
					{ href: '/plans', label: 'Improvement plan', icon: 'plan' as const, group: 'Quality assurance', on: desktop }
				]
			: []),
		...(may(...readers) ? [{ href: '/reports', label: 'Reports', icon: 'eye' as const, group: 'Reports', on: desktop }] : []),
		...(may('administrator') ? [{ href: '/people', label: 'People', icon: 'people' as const, group: 'Running Dipper', on: desktop }] : []),
		{ href: '/more', label: 'More', icon: 'more', on: ['phone', 'tablet'] }
	];
}
