import { addDays } from '../shared/dates.ts';
import type { Day } from '../shared/dates.ts';
import { yearsBetween } from './ageBand.ts';
import type { ListDate } from './annexAColumns.ts';
import { annexAList } from './annexAColumns.ts';
import type { ListRow } from './listRow.ts';
import type { CellContext } from './readListCell.ts';

/** Days before birth on which work with an unborn child may rightly begin. */
const pregnancyDays = 300;
/** Looking after begins at birth at the earliest, so these dates may not stand before it. */
const notBeforeBirth: ReadonlySet<ListDate> = new Set(['lacStartedOn', 'legalStatusOn', 'placementStartedOn']);
/** Conferences are booked ahead. */
const mayBeAhead: ReadonlySet<ListDate> = new Set(['conferenceOn']);
/** Lists hold children, and those who left in the six months before; at 19 someone is in the wrong list. */
const adultYears = 19;
const lastListOfChildren = 8;

/** Whole-row sense: what cannot be true together is reported, and imported all the same. */
export function checkRow(row: ListRow, { takenOn, log }: CellContext): void {
	const years = row.bornOn === null ? row.age : yearsBetween(row.bornOn, takenOn);
	if (row.list <= lastListOfChildren && years !== null && years >= adultYears) {
		log.add('caseload.adult-in-list', { list: row.list, row: row.row });
	}
	for (const field in row.dates) checkDate(row, field as ListDate, { takenOn, log });
}

type Check = Pick<CellContext, 'takenOn' | 'log'>;

function checkDate(row: ListRow, field: ListDate, { takenOn, log }: Check): void {
	const on = row.dates[field];
	if (on === undefined) return;
	const place = () => ({ list: row.list, column: headerOf(row.list, field), row: row.row });
	if (row.bornOn !== null && on < row.bornOn && isTooEarly(field, on, row.bornOn))
		log.add('caseload.before-birth', place());
	if (on > takenOn && !mayBeAhead.has(field)) log.add('caseload.date-in-future', place());
}

/** Of a day before birth. */
function isTooEarly(field: ListDate, on: Day, bornOn: Day): boolean {
	return notBeforeBirth.has(field) || on < addDays(bornOn, -pregnancyDays);
}

function headerOf(list: number, field: ListDate): string | null {
	const column = annexAList(list)?.columns.find(({ use }) => use.kind === 'date' && use.field === field);
	return column?.header ?? null;
}
