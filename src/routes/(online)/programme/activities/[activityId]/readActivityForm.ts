import type { Activity } from '#lib/domain/programme/Activity.ts';
import { dateOf, textOf } from '../../../readForm.ts';
import { readCases, readCount } from '../../readCases.ts';

/** An activity as typed; the domain says what is wrong with it. */
export function readActivityForm(form: FormData): Readonly<Record<keyof Activity, unknown>> {
	const ticked = (name: string) => form.getAll(name).filter((value) => typeof value === 'string' && value !== '');
	return {
		name: textOf(form, 'name'),
		template: textOf(form, 'template'),
		roles: ticked('roles'),
		number: readCount(form, 'number') ?? 0,
		share: textOf(form, 'share') === 'each' ? 'each' : 'together',
		period: textOf(form, 'period'),
		days: readCount(form, 'days') ?? 0,
		restMonths: ticked('rest').map(Number),
		startsOn: dateOf(form, 'startsOn').day ?? '',
		cases: readCases(form)
	};
}

/** Beside which field a problem stands. */
export const activityFields: Readonly<Record<string, string>> = {
	'activity.name-missing': 'name',
	'activity.template-unknown': 'template',
	'activity.nobody-of-role': 'roles',
	'activity.number-range': 'number',
	'activity.days-range': 'days',
	'activity.not-a-day': 'startsOn'
};
