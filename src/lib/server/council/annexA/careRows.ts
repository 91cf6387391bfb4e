import { addDays } from '#lib/domain/shared/dates.ts';
import { inventName } from './inventTeams.ts';
import { inventPostcode } from './inventPostcode.ts';
import type { Journey } from './Journey.ts';
import { yearsOf } from './Journey.ts';
import { contactSource, needCode } from './socialWorkRows.ts';
import type { WrittenCell } from './WrittenCell.ts';
import { written } from './WrittenCell.ts';

export function contactRow(journey: Journey): void {
	journey.add(1, { 'Date of Contact': written(journey.ago(0, 178)), 'Contact Source': contactSource(journey) });
}

export function earlyHelpRow(journey: Journey, isCompleted: boolean): void {
	const startedOn = isCompleted ? journey.ago(45, 170) : journey.ago(0, 90);
	journey.add(2, {
		'Assessment start date': written(startedOn),
		'Assessment completion date': isCompleted ? written(journey.after(startedOn, 10, 40)) : null,
		'Organisation completing assessment': journey.chance.happens(0.7)
			? (journey.allocated()['Allocated Team'] ?? null)
			: journey.chance.pick(['Health Visiting', 'Millbrook Primary School'])
	});
}

const legalStatuses = [
	['C2: FCO', 55],
	['C1: ICO', 20],
	['V2: Single period under S20', 18],
	['E1: Placement order', 6],
	['J1: Remanded to LA or youth detention', 1]
] as const;
const placements = [
	['f) U6: Foster placement - not FFA', 42],
	['d) U4: Foster placement - long term', 18],
	['c) U3: Foster placement - relative - not FFA', 15],
	['k) P1: Placed with parents', 7],
	["p) K2: Children's Homes", 11],
	['n) H5: Residential accommodation', 5],
	['l) P2: Independent living', 2]
] as const;

export function careRow(journey: Journey, hasCeased: boolean): void {
	const { chance } = journey;
	const startedOn = journey.ago(hasCeased ? 200 : 10, 2500);
	const placedOn = journey.after(startedOn, 0, 900);
	const ceasedOn = journey.ago(1, 170);
	journey.add(8, {
		'Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)': journey.yesNo(
			yearsOf(journey) > 14 ? 0.12 : 0.002
		),
		'Date Started to be Looked After': written(startedOn),
		"Child's Category of Need": needCode(journey),
		'Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)':
			journey.yesNo(0.04),
		'Start date of current legal status': written(journey.after(startedOn, 0, 300)),
		"Child's Legal Status": chance.weighted(legalStatuses),
		'Date of Latest Statutory Review': written(journey.ago(1, 200)),
		'Date of Last Social Work Visit': written(journey.ago(0, 55)),
		'What is the permanence plan for this child?': chance.pick([
			'a) Return to family',
			'c) SGO/CAO',
			'f) Long-term fostering'
		]),
		'Date of Last IRO Visit / Contact to the Child': written(journey.ago(1, 200)),
		'Date of Last Health Assessment': written(journey.ago(1, 380)),
		'Date of Last Dental Check': written(journey.ago(1, 380)),
		'Number of Placements in the Last 12 months': chance.weighted([
			[1, 72],
			[2, 19],
			[3, 7],
			[5, 2]
		] as const),
		'Date Ceased to be Looked After': hasCeased ? written(ceasedOn) : null,
		'Reason Ceased to be Looked After': hasCeased ? 'k) E47: Special Guardianship Orders - relative/friend' : null,
		'Start Date of Most Recent Placement': written(placedOn),
		'Placement Type': chance.weighted(placements),
		'Placement Provider': chance.pick(['b) PR1: Own provision', 'e) PR4: Private provision']),
		'Placement postcode': inventPostcode(chance),
		'URN of Placement': null,
		'Placement Location': chance.pick(['a) In', 'b) Out']),
		'LA of Placement': 'Invented Council',
		...missingEpisodes(journey),
		...journey.allocated()
	});
	if (!hasCeased && yearsOf(journey) < 6 && chance.happens(0.15)) adoptionRow(journey, false);
}

function missingEpisodes(journey: Journey): Record<string, WrittenCell> {
	const isTeenager = yearsOf(journey) > 12;
	const episodes = isTeenager
		? journey.chance.weighted([
				[0, 80],
				[1, 9],
				[3, 7],
				[8, 4]
			] as const)
		: 0;
	return {
		"Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months": episodes,
		"Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months": 0,
		'Was the child offered a Return Interview after their last missing episode (Y/N)?':
			episodes > 0 ? journey.yesNo(0.9) : null,
		'Did the child accept a Return Interview after their last missing episode (Y/N)?':
			episodes > 0 ? journey.yesNo(0.6) : null
	};
}

export function careLeaverRow(journey: Journey, eligibility: string): void {
	const { chance } = journey;
	journey.add(9, {
		'Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)': journey.yesNo(0.15),
		...journey.allocated(),
		'Allocated Personal Advisor': inventName(chance),
		'Eligibility Category': eligibility,
		'Latest Pathway Plan Review Date': written(journey.ago(1, 240)),
		'LA in Touch': chance.weighted([
			['a) Yes', 94],
			['b) No', 6]
		] as const),
		'Latest Date of Contact': written(journey.ago(0, 90)),
		'Type of Accommodation': chance.pick([
			'U: Independent living',
			'B: Parents/relatives',
			'Z: With former foster carers'
		]),
		'Suitability of Accommodation': chance.weighted([
			['a) Suitable', 92],
			['b) Unsuitable', 8]
		] as const),
		'Activity Status': chance.pick([
			'F3: Full time in training or employment',
			'F2: Full time in education other than higher'
		])
	});
}

export function adoptedRows(journey: Journey): void {
	careRow(journey, true);
	adoptionRow(journey, true);
}

/** Councils fill these columns by formula from the first date, so the workbook does too (SheetMaker turns them into formulas). */
export function adoptionRow(journey: Journey, isAdopted: boolean): void {
	const enteredOn = journey.ago(isAdopted ? 300 : 120, 900);
	const step = (days: number) => {
		const on = addDays(enteredOn, days);
		return on > journey.asAt ? null : written(on);
	};
	journey.add(10, {
		'Family identifier': `F${journey.chance.whole(1000, 9999)}`,
		'Date the Child Entered Care': written(enteredOn),
		'Date of Decision that Child Should be Placed for Adoption': step(40) ?? written(journey.asAt),
		'Date of Placement Order': step(60),
		'Date of Matching Child and Prospective Adopters': step(80),
		'Date Placed for Adoption': step(100),
		'Date of Adoption Order': isAdopted ? (step(120) ?? written(journey.asAt)) : null,
		'Date of Decision that Child Should No Longer be Placed for Adoption': null,
		'Reason Why Child No Longer Placed for Adoption': null,
		'Date the child was placed for fostering in FFA or concurrent planning placement': null
	});
}
