import type { Activity, ActivityPeriod } from '#lib/domain/programme/Activity.ts';
import type { ChaseStep } from '#lib/domain/programme/chase.ts';
import type { ShippedId } from '#lib/domain/programme/shippedActivities.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { list, plural } from './numbers.ts';
import { roleNames } from './roles.ts';

export const periodWords: Readonly<Record<ActivityPeriod, string>> = {
	week: 'every week',
	month: 'every month',
	quarter: 'every quarter',
	'half-year': 'twice a year',
	year: 'once a year',
	'practice-week': 'in each practice week'
};

export const familyWords: Readonly<Record<Template['family'], string>> = {
	'child-journey': 'Child journey audits',
	themed: 'Themed audits',
	dip: 'Dip samples'
};

export const shippedWords: Readonly<Record<ShippedId, string>> = {
	'plans-25': 'Bi-annual 25 plans',
	'weekly-contacts': 'Weekly audit of contacts',
	'supervision-folders': 'Monthly supervision folders',
	'child-journey': 'Child journey audits, two a month by each manager'
};

/** "auditors and team managers". */
export function rolesWords(roles: readonly Activity['roles'][number][]): string {
	return list(
		roles.map((role) =>
			`${roleNames[role].replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())}s`
				.replace('heads of services', 'heads of service')
				.replace('head of services', 'heads of service')
		)
	);
}

/** "25 together", "2 each". */
export function numberWords({ number, share }: Pick<Activity, 'number' | 'share'>): string {
	return share === 'each' ? `${number} each` : `${number} together`;
}

/** "25 together, twice a year, by auditors". */
export function activityWords(activity: Activity): string {
	return `${numberWords(activity)}, ${periodWords[activity.period]}, by ${rolesWords(activity.roles)}`;
}

export const chaseWords: Readonly<Record<ChaseStep, string>> = {
	soon: 'reminded before it is due',
	late: 'told it is late',
	team: 'told as the auditor’s manager',
	service: 'told as head of service',
	director: 'told as director'
};

export const reminderHeading = 'A reminder';

/** Empty where there is nothing to be reminded of. */
export function ownReminderWords({ soon, late }: { readonly soon: number; readonly late: number }): string {
	const said = [
		...(late === 0 ? [] : [`${plural(late, 'audit')} of yours ${late === 1 ? 'is' : 'are'} late`]),
		...(soon === 0
			? []
			: [
					`${late === 0 ? `${plural(soon, 'audit')} of yours` : soon} ${soon === 1 ? 'is' : 'are'} due within three working days`
				])
	];
	return said.length === 0 ? '' : `${said.join(', and ')}. If time is short, ask your manager for longer now.`;
}

export function othersReminderWords(count: number): string {
	return count === 1
		? 'An audit by one of your people is late, and it is for you to help it on.'
		: `${count} audits by your people are late, and it is for you to help them on.`;
}

/** "18 of 25 done, 2 late". */
export function doneWords({
	due,
	done,
	late
}: {
	readonly due: number;
	readonly done: number;
	readonly late: number;
}): string {
	if (due === 0) return 'Nothing is due';
	return `${done} of ${due} done${late > 0 ? `, ${late} late` : ''}`;
}

/** What a vacant post would leave, in a sentence. */
export function vacancyWords(one: {
	readonly open: number;
	readonly taken: number;
	readonly undone: number;
	readonly takers: number;
}): string {
	const open = plural(one.open, 'open audit');
	if (one.undone === 0)
		return `${open}: ${plural(one.takers, 'other')} could take ${one.open === 1 ? 'it' : 'them all'}.`;
	if (one.taken === 0) return `${open}: nobody else could take ${one.open === 1 ? 'it' : 'any'}.`;
	return `${open}: others could take ${one.taken}, and ${one.undone} would be left undone.`;
}
