import type { Day } from '../shared/dates.ts';
import type { CaseStatus } from './annexACodes.ts';
import type { ListDate } from './annexAColumns.ts';

/** One row of one list, as far as it is kept; it lives only until the rows of a child are merged. */
export type ListRow = {
	readonly list: number;
	readonly row: number;
	readonly caseRef: string;
	/** Gives the age band, then is dropped. */
	bornOn: Day | null;
	age: number | null;
	team: string | null;
	worker: string | null;
	dates: Partial<Record<ListDate, Day>>;
	caseStatus: CaseStatus | null;
	legalStatus: string | null;
	placement: string | null;
	uasc: boolean | null;
	disability: boolean | null;
	seenAlone: boolean | null;
	previousPlans: number | null;
	missingEpisodes: number | null;
	placements: number | null;
	referralClosed: boolean;
	conferenceUnnecessary: boolean;
	hasDied: boolean;
};

export function emptyListRow(list: number, row: number, caseRef: string): ListRow {
	return {
		list,
		row,
		caseRef,
		bornOn: null,
		age: null,
		team: null,
		worker: null,
		dates: {},
		caseStatus: null,
		legalStatus: null,
		placement: null,
		uasc: null,
		disability: null,
		seenAlone: null,
		previousPlans: null,
		missingEpisodes: null,
		placements: null,
		referralClosed: false,
		conferenceUnnecessary: false,
		hasDied: false
	};
}

/** The date a row begins by, to tell the latest of several. */
export const startOf: Readonly<Record<number, ListDate>> = {
	1: 'contactOn',
	2: 'earlyHelpStartedOn',
	3: 'referralOn',
	4: 'assessmentStartedOn',
	5: 'strategyOn',
	6: 'cinStartedOn',
	7: 'cppStartedOn',
	8: 'lacStartedOn',
	9: 'pathwayReviewOn',
	10: 'adoptionDecidedOn'
};

export function startedOn(row: ListRow): Day | null {
	const date = startOf[row.list];
	return date === undefined ? null : (row.dates[date] ?? null);
}
