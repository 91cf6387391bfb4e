import type { Day } from '../shared/dates.ts';
import type { AgeBand } from './SamplingFrame.ts';

/** Whole years lived by a day, as a birthday is counted in England: one born on 29 February ages on 1 March. */
export function yearsBetween(bornOn: Day, on: Day): number {
	const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
	return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** The band as at the day the caseload was true: from the date of birth, else from an age in whole years. */
export function ageBandAt(bornOn: Day | null, age: number | null, takenOn: Day): AgeBand {
	if (bornOn !== null) return bornOn > takenOn ? 'unborn' : bandOfYears(yearsBetween(bornOn, takenOn));
	return age === null ? 'not-known' : bandOfYears(age);
}

function bandOfYears(years: number): AgeBand {
	if (years < 1) return 'under-1';
	if (years < 5) return '1-4';
	if (years < 8) return '5-7';
	if (years < 12) return '8-11';
	if (years < 16) return '12-15';
	return years < 18 ? '16-17' : '18-plus';
}
