import type { Day } from '../shared/dates.ts';
import { ageBandAt } from './ageBand.ts';
import type { PlanType } from './annexACodes.ts';
import type { ListDate } from './annexAColumns.ts';
import { caseKey } from './caseNumber.ts';
import type { WarningLog } from './dataQuality.ts';
import { closedOn, isOpen } from './isOpen.ts';
import type { ListRow } from './listRow.ts';
import { startedOn } from './listRow.ts';
import type { CaseDate, FrameCase, Stage } from './SamplingFrame.ts';
import { caseDates } from './SamplingFrame.ts';

const stageOfList: Readonly<Record<number, Stage>> = {
	1: 'contact',
	2: 'early-help',
	3: 'referral',
	4: 'assessment',
	5: 'section-47',
	6: 'child-in-need',
	7: 'child-protection',
	8: 'looked-after',
	9: 'care-leaver',
	10: 'adoption'
};

/** Most intensive first (import.md 3.2 rule 7); care leavers and adoption stand apart and come after. */
const intensity = [8, 7, 6, 5, 4, 3, 2, 1, 9, 10] as const;

/** Many rows in many lists become one case each; the date of birth ends here. */
export function mergeChildren(rows: readonly ListRow[], takenOn: Day, log: WarningLog): FrameCase[] {
	const children = new Map<string, ListRow[]>();
	for (const row of rows) {
		const key = caseKey(row.caseRef);
		const known = children.get(key);
		if (known === undefined) children.set(key, [row]);
		else known.push(row);
	}
	return [...children.values()].map((ofChild) => mergeChild(ofChild, takenOn, log));
}

function mergeChild(rows: readonly ListRow[], takenOn: Day, log: WarningLog): FrameCase {
	const current = currentRows(rows, takenOn);
	const stageRow = stageRowOf(current, takenOn);
	const open = isOpen(stageRow, takenOn);
	const ordered = [stageRow, ...current.filter((row) => row !== stageRow)];
	const first = <Field extends keyof ListRow>(field: Field): ListRow[Field] | null =>
		ordered.find((row) => row[field] !== null)?.[field] ?? null;
	return {
		caseRef: rows[0]?.caseRef ?? stageRow.caseRef,
		lists: current.map((row) => row.list).sort((one, other) => one - other),
		stage: stageOfList[stageRow.list] ?? 'contact',
		open,
		ageBand: bandOf(rows, takenOn, log),
		team: (ordered.find((row) => row.team !== null && mayNameTeam(row, stageRow)) ?? stageRow).team,
		worker: first('worker'),
		planType: open ? planTypeOf(stageRow) : null,
		legalStatus: first('legalStatus'),
		placement: first('placement'),
		uasc: first('uasc'),
		disability: first('disability'),
		seenAlone: first('seenAlone'),
		previousPlans: first('previousPlans'),
		missingEpisodes: first('missingEpisodes'),
		placements: first('placements'),
		dates: datesOf(current, open)
	};
}

/** Early help has no team in its list but the organisation leading it: a team while early help is all there is. */
function mayNameTeam(row: ListRow, stageRow: ListRow): boolean {
	return row.list !== 2 || row === stageRow;
}

/** Of several rows in one list the open one counts, else the latest; most intensive list first. */
function currentRows(rows: readonly ListRow[], takenOn: Day): ListRow[] {
	const current: ListRow[] = [];
	for (const list of intensity) {
		let best: ListRow | null = null;
		for (const row of rows) {
			if (row.list === list && (best === null || isLater(row, best, takenOn))) best = row;
		}
		if (best !== null) current.push(best);
	}
	return current;
}

function isLater(row: ListRow, best: ListRow, takenOn: Day): boolean {
	const open = isOpen(row, takenOn);
	if (open !== isOpen(best, takenOn)) return open;
	return (startedOn(row) ?? '') >= (startedOn(best) ?? '');
}

/** The most intensive open row that nothing weightier has since brought to an end; failing any, the most intensive. */
function stageRowOf(current: readonly ListRow[], takenOn: Day): ListRow {
	const [mostIntensive] = current;
	if (mostIntensive === undefined) throw new Error('a child without rows');
	const openRow = current.find((row) => isOpen(row, takenOn) && !isSuperseded(row, current));
	return openRow ?? mostIntensive;
}

/** A referral says nothing of its end: whatever it led to stands in a later list and speaks for it. */
function isSuperseded(row: ListRow, current: readonly ListRow[]): boolean {
	if (row.list !== 3) return false;
	const from = startedOn(row) ?? '';
	return current.some((other) => other.list >= 4 && other.list <= 8 && (startedOn(other) ?? '') >= from);
}

function planTypeOf(row: ListRow): PlanType | null {
	switch (row.list) {
		case 6:
			return row.caseStatus === null || row.caseStatus === 'child-in-need' ? 'child-in-need-plan' : planOfStatus(row);
		case 7:
			return 'child-protection-plan';
		case 8:
			return 'care-plan';
		case 9:
			return 'pathway-plan';
		case 10:
			return 'adoption-plan';
		default:
			return null;
	}
}

function planOfStatus({ caseStatus }: ListRow): PlanType | null {
	if (caseStatus === 'looked-after') return 'care-plan';
	return caseStatus === 'child-protection' ? 'child-protection-plan' : null;
}

function bandOf(rows: readonly ListRow[], takenOn: Day, log: WarningLog): FrameCase['ageBand'] {
	let bornOn: Day | null = null;
	let age: number | null = null;
	let differs = false;
	for (const row of rows) {
		differs ||= bornOn !== null && row.bornOn !== null && row.bornOn !== bornOn;
		bornOn ??= row.bornOn;
		age ??= row.age;
	}
	if (differs) log.add('caseload.born-differs', {});
	if (bornOn === null && age === null) log.add('caseload.age-unknown', {});
	return ageBandAt(bornOn, age, takenOn);
}

const kept: ReadonlySet<ListDate> = new Set<ListDate>(caseDates);
const isKept = (field: ListDate): field is CaseDate => kept.has(field);

function datesOf(current: readonly ListRow[], open: boolean): FrameCase['dates'] {
	const dates: Partial<Record<CaseDate, Day>> = {};
	for (const row of current) {
		for (const name in row.dates) {
			const field = name as ListDate;
			if (isKept(field) && field !== 'closedOn') dates[field] ??= row.dates[field];
		}
	}
	const closed = open ? [] : current.map(closedOn).filter((on) => on !== null);
	const last = closed.sort().at(-1);
	if (last !== undefined) dates.closedOn = last;
	return dates;
}
