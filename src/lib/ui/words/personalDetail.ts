import type { PersonalDetailKind } from '#lib/domain/audits/personalDetail.ts';

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
