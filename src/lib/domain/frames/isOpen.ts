import type { Day } from '../shared/dates.ts';
import type { ListRow } from './listRow.ts';

/**
 * Whether the work a row tells of is still going on, by the dates and codes the list has. A contact is a
 * moment, decided within a day, so by itself it is no open work; a referral is open until something is decided.
 */
export function isOpen(row: ListRow, takenOn: Day): boolean {
	const happened = (on: Day | undefined) => on !== undefined && on <= takenOn;
	const { dates } = row;
	switch (row.list) {
		case 2:
			return !happened(dates.earlyHelpCompletedOn);
		case 3:
			return !row.referralClosed;
		case 4:
			return !happened(dates.assessmentAuthorisedOn);
		case 5:
			return !row.conferenceUnnecessary && !happened(dates.conferenceOn);
		case 6:
			return !happened(dates.closedOn) && row.caseStatus !== 'closed';
		case 7:
			return !happened(dates.cppEndedOn);
		case 8:
			return !happened(dates.lacCeasedOn);
		case 9:
			return !row.hasDied;
		case 10:
			return !happened(dates.adoptedOn) && !happened(dates.noLongerForAdoptionOn);
		default:
			return false;
	}
}

/** The day the work of a row ended, where its list says. */
export function closedOn(row: ListRow): Day | null {
	const { dates } = row;
	return (
		dates.lacCeasedOn ?? dates.cppEndedOn ?? dates.closedOn ?? dates.adoptedOn ?? dates.noLongerForAdoptionOn ?? null
	);
}
