import { isActive, may } from '#lib/domain/access/can.ts';
import { holds, type Person } from '#lib/domain/access/Person.ts';
import { auditingRoles } from '#lib/domain/programme/Activity.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { NavItem } from '#lib/ui/page/NavItem.ts';

const sampling = 'Sampling and audits';
const settingUp = 'Setting up';
const onTablet = 'On this device';

/** The ways into the office's pages for a person, and back to their own work: only what they may open. */
export function officeItems(person: Person, today: Day, moves: number): NavItem[] {
	const wide = ['tablet', 'desktop'] as const;
	const desktop = ['desktop'] as const;
	const overview = may(person, 'see-overview', today);
	/** A phone's bar takes five: who only keeps the list of people has room for it there. */
	const aside = overview ? { on: wide } : {};
	return [
		...only(overview, { href: '/overview', label: 'Overview', icon: 'today' }),
		...only(may(person, 'see-alerts', today), { href: '/alerts', label: 'Alerts', icon: 'stop', on: wide }),
		...only(may(person, 'see-loops', today), { href: '/loops', label: 'Open loops', icon: 'loop', count: moves }),
		...only(may(person, 'see-loops', today), { href: '/findings', label: 'Findings', icon: 'list', on: wide }),
		...only(may(person, 'see-plan', today), { href: '/plan', label: 'Plan', icon: 'plan', on: wide }),
		...only(may(person, 'see-programme', today), {
			href: '/programme',
			label: 'Programme',
			icon: 'programme',
			group: sampling,
			on: desktop
		}),
		...only(may(person, 'draw-sample', today), { href: '/sampling', label: 'Samples', icon: 'dip', group: sampling }),
		...only(overview, { href: '/cases', label: 'Audits', icon: 'audit', group: sampling }),
		...only(overview, { href: '/templates', label: 'Templates', icon: 'note', group: sampling, on: wide }),
		...only(may(person, 'import-caseload', today), {
			href: '/caseload',
			label: 'Caseload',
			icon: 'file',
			group: sampling,
			on: wide
		}),
		...only(isActive(person, today) && holds(person, ...auditingRoles, 'guest'), {
			href: `/programme/auditors/${person.id}`,
			label: 'Your leave',
			icon: 'clock',
			group: sampling,
			on: desktop
		}),
		...only(may(person, 'administer-people', today), {
			href: '/people',
			label: 'People',
			icon: 'people',
			group: settingUp,
			...aside
		}),
		...only(may(person, 'administer-people', today), {
			href: '/teams',
			label: 'Teams and services',
			icon: 'list',
			group: settingUp,
			...aside
		}),
		...only(may(person, 'administer-people', today), {
			href: '/backups',
			label: 'Backups',
			icon: 'saved',
			group: settingUp,
			...aside
		}),
		...only(may(person, 'administer-people', today), {
			href: '/settings',
			label: 'Tablet settings',
			icon: 'settings',
			group: settingUp,
			on: wide
		}),
		...only(may(person, 'see-tablets', today), {
			href: '/tablets',
			label: 'Tablets',
			icon: 'lock',
			group: settingUp,
			on: wide
		}),
		...only(worksOnTablet(person), { href: '/today', label: 'Today', icon: 'saved', group: onTablet, on: desktop }),
		{ href: '/office', label: 'More', icon: 'more', on: ['phone', 'tablet'] }
	];
}

/** Whether a person has work of their own on a tablet: someone who only keeps the list of people has none. */
export function worksOnTablet(person: Person): boolean {
	return holds(
		person,
		'auditor',
		'guest',
		'moderator',
		'practitioner',
		'team-manager',
		'service-manager',
		'qa-manager',
		'head-of-service',
		'director'
	);
}

function only(allowed: boolean, item: NavItem): NavItem[] {
	return allowed ? [item] : [];
}
