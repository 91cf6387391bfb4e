import type { Day } from '../shared/dates.ts';
import type { AnnexAList } from './annexAColumns.ts';
import { adoptersList, annexAList, listOfSheet } from './annexAColumns.ts';
import { readCaseNumber } from './caseNumber.ts';
import type { Sheet, SheetRow } from './cells.ts';
import { cleanText, isBlank } from './cells.ts';
import type { WarningLog } from './dataQuality.ts';
import type { ListRow } from './listRow.ts';
import { emptyListRow } from './listRow.ts';
import type { PlacedColumn } from './matchHeaders.ts';
import { findHeaderRow, normaliseHeader, placeColumns } from './matchHeaders.ts';
import type { CellContext } from './readListCell.ts';
import { readListCell } from './readListCell.ts';
import { checkRow } from './checkRow.ts';

/** How many rows a list had, and how many of them were kept. */
export type ListTally = { readonly list: number; readonly rows: number; readonly kept: number };
export type ReadLists = { readonly rows: ListRow[]; readonly tallies: ListTally[] };

/**
 * Sheets of cells to rows that carry only what Dipper keeps (import.md 3.2, rules 1 to 8). Nothing is
 * rejected for its quality: a row is left out only if it names no child. The date of birth is still on
 * the rows, for the age band; mergeChildren drops it.
 */
export function readLists(sheets: readonly Sheet[], takenOn: Day, log: WarningLog): ReadLists {
	const read: ReadLists = { rows: [], tallies: [] };
	for (const sheet of sheets) {
		const list = annexAList(listOfSheet(sheet.name) ?? 0);
		if (list === null) log.add('caseload.sheet-ignored', {});
		else if (read.tallies.some((tally) => tally.list === list.number)) {
			log.add('caseload.list-repeated', { list: list.number });
		} else {
			const tally = readList(list, sheet, takenOn, log, read.rows);
			if (tally !== null) read.tallies.push(tally);
		}
	}
	read.tallies.sort((one, other) => one.list - other.list);
	return read;
}

function readList(list: AnnexAList, sheet: Sheet, takenOn: Day, log: WarningLog, kept: ListRow[]): ListTally | null {
	const at = findHeaderRow(list, sheet.rows);
	const header = at === null ? undefined : sheet.rows[at];
	if (at === null || header === undefined) {
		log.add('caseload.header-not-found', { list: list.number });
		return null;
	}
	const placed = placeColumns(list, header, log);
	const context = { list: list.number, date1904: sheet.date1904 ?? false, isText: sheet.isText ?? false, takenOn, log };
	const keptBefore = kept.length;
	const count = readRows(sheet.rows.slice(at + 1), header.row, placed, context, kept);
	for (const row of sheet.unworkedRows ?? []) log.add('caseload.formula-without-value', { list: list.number, row });
	if (count === 0) log.add('caseload.list-empty', { list: list.number });
	if (list.number === adoptersList && count > 0) log.add('caseload.adopters-left-out', { list: list.number }, count);
	return { list: list.number, rows: count, kept: kept.length - keptBefore };
}

function readRows(
	rows: readonly SheetRow[],
	headerRow: number,
	placed: readonly PlacedColumn[],
	context: CellContext,
	kept: ListRow[]
): number {
	let count = 0;
	let lastFilled = headerRow;
	for (const row of rows) {
		if (row.cells.every(isBlank)) continue;
		logBlankRows(lastFilled, row.row, context);
		lastFilled = row.row;
		if (isHeaderAgain(row, placed)) {
			context.log.add('caseload.header-repeated', { list: context.list, row: row.row });
			continue;
		}
		count += 1;
		const read = readRow(row, placed, context);
		if (read !== null && context.list !== adoptersList) kept.push(read);
	}
	return count;
}

/** Blank rows matter between rows; those after the last are only the end of the sheet. */
function logBlankRows(lastFilled: number, row: number, { list, log }: CellContext): void {
	const blank = row - lastFilled - 1;
	if (blank > 0) log.add('caseload.row-blank', { list, row: lastFilled + 1 }, blank);
}

function isHeaderAgain(row: SheetRow, placed: readonly PlacedColumn[]): boolean {
	const [first, second] = placed;
	const repeats = (one: PlacedColumn | undefined) => {
		const cell = one === undefined ? null : row.cells[one.index];
		return (
			one !== undefined && typeof cell === 'string' && normaliseHeader(cell) === normaliseHeader(one.column.header)
		);
	};
	return repeats(first) && repeats(second);
}

function readRow(row: SheetRow, placed: readonly PlacedColumn[], context: CellContext): ListRow | null {
	const number = readNumberOfCase(row, placed, context);
	if (number === null) return null;
	const read = emptyListRow(context.list, row.row, number);
	for (const { index, column } of placed) readListCell(read, row.cells[index], column, context);
	checkRow(read, context);
	return read;
}

function readNumberOfCase(row: SheetRow, placed: readonly PlacedColumn[], { list, log }: CellContext): string | null {
	const column = placed.find((one) => one.column.use.kind === 'caseRef');
	const cell = column === undefined ? null : row.cells[column.index];
	const number = readCaseNumber(cell);
	if (number !== null) return number;
	const missing = isBlank(cell) || cleanText(cell).startsWith('#');
	log.add(missing ? 'caseload.case-number-missing' : 'caseload.case-number-unusable', { list, row: row.row });
	return null;
}
