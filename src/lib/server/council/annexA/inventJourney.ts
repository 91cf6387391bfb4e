import type { Stage } from '#lib/domain/frames/SamplingFrame.ts';
import { adoptedRows, careLeaverRow, careRow, contactRow, earlyHelpRow } from './careRows.ts';
import type { Chance } from './Chance.ts';
import type { TeamPicker, Work } from './inventTeams.ts';
import { Journey, yearsOf } from './Journey.ts';
import type { JourneyChild } from './Journey.ts';
import { assessmentRow, needRow, planRow, referralRow, section47Row } from './socialWorkRows.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { ListEntry } from './WrittenCell.ts';

export type InventedJourney = {
	readonly stage: Stage;
	readonly isOpen: boolean;
	readonly entries: readonly ListEntry[];
};

/** The rows a child's route leaves in the lists, and what they amount to on the day. */
export function inventJourney(child: JourneyChild, asAt: Day, picker: TeamPicker, chance: Chance): InventedJourney {
	const who = picker.pick(workFor(child), chance);
	const journey = new Journey(child, asAt, who, chance);
	const [stage, isOpen] = walk(journey, chance);
	return { stage, isOpen, entries: journey.entries };
}

function workFor({ route, disability }: JourneyChild): Work {
	if (route === 'care-leaver') return 'leaving-care';
	if (route === 'adopted') return 'adoption';
	if (route.startsWith('care')) return 'care';
	if (route.startsWith('early-help')) return 'early-help';
	if (route === 'contact' || route.startsWith('referral')) return 'front-door';
	if (disability === 'a) Yes') return 'disability';
	return route.startsWith('assessment') || route.startsWith('section-47') ? 'assessment' : 'safeguarding';
}

function walk(journey: Journey, chance: Chance): readonly [Stage, boolean] {
	switch (journey.child.route) {
		case 'contact':
			contactRow(journey);
			if (chance.happens(0.12)) contactRow(journey);
			return ['contact', false];
		case 'early-help-open':
		case 'early-help-closed':
			return walkEarlyHelp(journey, chance);
		case 'referral-closed':
		case 'referral-open':
			contactRow(journey);
			referralRow(journey, journey.child.route === 'referral-closed');
			return ['referral', journey.child.route === 'referral-open'];
		case 'assessment-open':
		case 'assessment-closed':
			return walkAssessment(journey, chance);
		case 'section-47-open':
		case 'section-47-closed':
			return walkSection47(journey, chance);
		case 'need-open':
		case 'need-closed':
			if (chance.happens(0.3)) assessmentRow(journey, true);
			needRow(journey, journey.child.route === 'need-open' ? 'c) Child in need plan' : 'e) Closed episode');
			return ['child-in-need', journey.child.route === 'need-open'];
		case 'need-after-plan':
			planRow(journey, true);
			needRow(journey, 'c) Child in need plan');
			return ['child-in-need', true];
		case 'protection-open':
		case 'protection-closed':
			return walkProtection(journey, chance);
		case 'care-open':
		case 'care-ceased':
			return walkCare(journey, chance);
		case 'care-leaver':
			careLeaverRow(journey, 'b) Former relevant child');
			return ['care-leaver', true];
		case 'adopted':
			adoptedRows(journey);
			return ['looked-after', false];
	}
}

function walkEarlyHelp(journey: Journey, chance: Chance): readonly [Stage, boolean] {
	const isOpen = journey.child.route === 'early-help-open';
	if (chance.happens(0.5)) contactRow(journey);
	earlyHelpRow(journey, !isOpen);
	return ['early-help', isOpen];
}

function walkAssessment(journey: Journey, chance: Chance): readonly [Stage, boolean] {
	const isOpen = journey.child.route === 'assessment-open';
	if (chance.happens(0.6)) contactRow(journey);
	if (chance.happens(0.7)) referralRow(journey, false);
	assessmentRow(journey, !isOpen);
	return ['assessment', isOpen];
}

function walkSection47(journey: Journey, chance: Chance): readonly [Stage, boolean] {
	const isOpen = journey.child.route === 'section-47-open';
	if (chance.happens(0.5)) referralRow(journey, false);
	if (chance.happens(0.6)) assessmentRow(journey, true);
	section47Row(journey, isOpen ? 'open' : 'unnecessary');
	return ['section-47', isOpen];
}

function walkProtection(journey: Journey, chance: Chance): readonly [Stage, boolean] {
	const isOpen = journey.child.route === 'protection-open';
	if (isOpen && chance.happens(0.3)) section47Row(journey, 'conference');
	planRow(journey, !isOpen);
	needRow(journey, isOpen ? 'b) Child Protection plan' : 'e) Closed episode');
	return ['child-protection', isOpen];
}

function walkCare(journey: Journey, chance: Chance): readonly [Stage, boolean] {
	const isOpen = journey.child.route === 'care-open';
	careRow(journey, !isOpen);
	needRow(journey, isOpen ? 'a) Looked after child' : 'e) Closed episode');
	const years = yearsOf(journey);
	if (isOpen && years >= 16 && chance.happens(0.8)) careLeaverRow(journey, 'd) Eligible child');
	return ['looked-after', isOpen];
}
