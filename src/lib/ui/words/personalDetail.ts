import type { PersonalDetail, PersonalDetailKind } from '#lib/domain/nameGuard/findPersonalDetail.ts';

/** "… looks like a name." */
export const detailWords: Record<PersonalDetailKind, string> = {
	name: 'a name',
	postcode: 'a postcode',
	'date-of-birth': 'a date of birth',
	'nhs-number': 'an NHS number',
	upn: 'a pupil number',
	phone: 'a phone number',
	email: 'an email address'
};

export const nothingSeen = 'No names, dates of birth or postcodes seen';

/** What is written in place of who it is, one tap each: the guess from the words beside it first. */
const instead: Record<PersonalDetailKind, readonly string[]> = {
	name: ['the child', 'the mother', 'the father', 'the worker'],
	postcode: ['this area'],
	'date-of-birth': ['their age'],
	'nhs-number': ['their NHS number'],
	upn: ['their pupil number'],
	phone: ['their phone number'],
	email: ['their email address']
};

export function insteadOf({ kind, replacement }: Pick<PersonalDetail, 'kind' | 'replacement'>): readonly string[] {
	if (replacement === undefined) return instead[kind];
	return [replacement, ...instead[kind].filter((one) => one !== replacement)].slice(0, 3);
}
