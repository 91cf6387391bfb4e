/** Where a child stands on the day, and how they came there. */
export type Route =
	| 'contact'
	| 'early-help-open'
	| 'early-help-closed'
	| 'referral-closed'
	| 'referral-open'
	| 'assessment-open'
	| 'assessment-closed'
	| 'section-47-open'
	| 'section-47-closed'
	| 'need-open'
	| 'need-closed'
	| 'need-after-plan'
	| 'protection-open'
	| 'protection-closed'
	| 'care-open'
	| 'care-ceased'
	| 'care-leaver'
	| 'adopted';

/** Children in a hundred or so, about as an Annex A of a middling shire has them. */
export const routes: readonly (readonly [Route, number])[] = [
	['contact', 26],
	['early-help-open', 7],
	['early-help-closed', 5],
	['referral-closed', 5],
	['referral-open', 3],
	['assessment-open', 9],
	['assessment-closed', 9],
	['section-47-open', 1.5],
	['section-47-closed', 1.5],
	['need-open', 12],
	['need-closed', 4],
	['need-after-plan', 1.5],
	['protection-open', 5],
	['protection-closed', 1],
	['care-open', 8.5],
	['care-ceased', 1],
	['care-leaver', 5.5],
	['adopted', 0.5]
];

const anyChild: readonly [number, number] = [0, 18];

/** Ages in years, from and up to. */
export const ageRange: Readonly<Record<Route, readonly [number, number]>> = {
	contact: anyChild,
	'early-help-open': anyChild,
	'early-help-closed': anyChild,
	'referral-closed': anyChild,
	'referral-open': anyChild,
	'assessment-open': anyChild,
	'assessment-closed': anyChild,
	'section-47-open': [0, 17.5],
	'section-47-closed': [0, 17.5],
	'need-open': [0.2, 18],
	'need-closed': [0.7, 18],
	'need-after-plan': [1, 17.5],
	'protection-open': [0, 17.5],
	'protection-closed': [1, 17.8],
	'care-open': [0.2, 18],
	'care-ceased': [1, 18],
	'care-leaver': [18, 25],
	adopted: [1, 7]
};
