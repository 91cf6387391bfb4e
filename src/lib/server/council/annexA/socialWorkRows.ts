import { addDays } from '#lib/domain/shared/dates.ts';
import type { Journey } from './Journey.ts';
import { yearsOf } from './Journey.ts';
import { written } from './WrittenCell.ts';

const sources = [
	'e) 2A: Schools',
	'q) 6: Police',
	'i) 3C: Health services',
	'b) 1B: Individual',
	'm) 4: Housing',
	't) 9: Anonymous'
];
const needs = [
	['N1 - Abuse or neglect', 55],
	["N2 - Child's disability", 12],
	['N4 - Family in acute stress', 10],
	['N5 - Family dysfunction', 16],
	['N6 - Socially unacceptable behaviour', 4],
	['N8 - Absent parenting', 3]
] as const;
const abuse = [
	['a) Neglect', 50],
	['d) Emotional abuse', 36],
	['b) Physical abuse', 9],
	['c) Sexual abuse', 5]
] as const;

export const contactSource = (journey: Journey) => journey.chance.pick(sources);
export const needCode = (journey: Journey) => journey.chance.weighted(needs);

/** Referrals lie far enough back that what came of them came after. */
export function referralRow(journey: Journey, isClosed: boolean): void {
	journey.add(3, {
		'Date of referral': written(isClosed ? journey.ago(5, 175) : journey.ago(150, 178)),
		'Referral Source': contactSource(journey),
		'Referral NFA?': isClosed ? 'a) Yes' : 'b) No',
		'Number of Referrals in Last 12 Months': journey.chance.weighted([
			[0, 70],
			[1, 20],
			[2, 8],
			[3, 2]
		] as const),
		...journey.allocated()
	});
}

export function assessmentRow(journey: Journey, isAuthorised: boolean): void {
	const startedOn = isAuthorised ? journey.ago(60, 145) : journey.ago(0, 60);
	journey.add(4, {
		'Continuous Assessment Start Date': written(startedOn),
		'Child Seen During Continuous Assessment': journey.yesNo(isAuthorised ? 0.95 : 0.7),
		'Continuous Assessment Date of Authorisation': isAuthorised ? written(journey.after(startedOn, 10, 58)) : null,
		"Was the child assessed as requiring LA children's social care support?": isAuthorised ? journey.yesNo(0.4) : null,
		...journey.allocated()
	});
}

export function section47Row(journey: Journey, outcome: 'open' | 'unnecessary' | 'conference'): void {
	const strategyOn = outcome === 'open' ? journey.ago(0, 14) : journey.ago(30, 140);
	const hasConference = outcome === 'conference';
	journey.add(5, {
		'Strategy discussion initiating Section 47 Enquiry Start Date': written(strategyOn),
		'Was an Initial Child Protection Conference deemed unnecessary?':
			outcome === 'open' ? null : hasConference ? 'b) No' : 'a) Yes',
		'Date of Initial Child Protection Conference': hasConference ? written(journey.after(strategyOn, 10, 25)) : null,
		'Did the Initial Child Protection Conference Result in a Child Protection Plan': hasConference ? 'a) Yes' : null,
		'Number of Section 47 Enquiries in the last 12 months': journey.chance.weighted([
			[1, 85],
			[2, 12],
			[3, 3]
		] as const),
		'Number of ICPCs in the last 12 months': hasConference ? 1 : 0,
		...journey.allocated()
	});
}

export function needRow(journey: Journey, status: string): void {
	const isClosed = status === 'e) Closed episode';
	const startedOn = isClosed ? journey.ago(190, 900) : journey.ago(20, 700);
	const closedOn = journey.ago(1, 180);
	journey.add(6, {
		'CIN Start Date': written(startedOn),
		'Primary Need Code': needCode(journey),
		'Date Child Was Last Seen': written(isClosed ? closedOn : journey.ago(1, 50)),
		'CIN Closure Date': isClosed ? written(closedOn) : null,
		'Reason for Closure': isClosed
			? 'RC7 - Services ceased for any other reason, including child no longer in need'
			: null,
		'Case Status': status,
		...journey.allocated()
	});
}

/** Some plans begin before birth: that is valid, and must be read without a murmur. */
export function planRow(journey: Journey, isEnded: boolean): void {
	const isBaby = yearsOf(journey) < 0.5;
	const beforeBirth = isBaby && journey.chance.happens(0.6);
	const startedOn = beforeBirth
		? addDays(journey.child.bornOn, -journey.chance.whole(5, 80))
		: journey.ago(isEnded ? 200 : 5, 500);
	const endedOn = journey.ago(1, 170);
	const category = journey.chance.weighted(abuse);
	journey.add(7, {
		'Child Protection Plan Start Date': written(startedOn),
		'Initial Category of Abuse': category,
		'Latest Category of Abuse': journey.chance.happens(0.9) ? category : journey.chance.weighted(abuse),
		'Date of the Last Statutory Visit': written(isEnded ? endedOn : journey.ago(0, 20)),
		'Was the Child Seen Alone?': journey.yesNo(0.75),
		'Date of latest review conference': written(isEnded ? endedOn : journey.ago(1, 160)),
		'Child Protection Plan End Date': isEnded ? written(endedOn) : null,
		'Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)':
			journey.yesNo(0.03),
		'Number of Previous Child Protection Plans': journey.chance.weighted([
			[0, 78],
			[1, 17],
			[2, 5]
		] as const),
		...journey.allocated()
	});
}
