import type { AnnexAColumn, AnnexAList } from './annexAColumns.ts';
import type { Cell, SheetRow } from './cells.ts';
import { cleanText, columnLetter } from './cells.ts';
import type { WarningLog } from './dataQuality.ts';

export type PlacedColumn = { readonly index: number; readonly column: AnnexAColumn };
export type HeaderMatch = { readonly column: AnnexAColumn; readonly exact: boolean };

/** Case, spaces, quotes (curly or straight) and punctuation differ from council to council; the words do not. */
export function normaliseHeader(cell: Cell | undefined): string {
	return cleanText(cell)
		.toLowerCase()
		.replace(/['"‘’“”`´]/g, '')
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();
}

const small = new Set(['of', 'the', 'a', 'an', 'to', 'in', 'be', 'is', 'was', 'y', 'n', 'yn']);

/** "Referral date" and "Date of referral" have the same words. */
function sortedWords(normalised: string): string {
	return normalised
		.split(' ')
		.filter((word) => !small.has(word))
		.sort()
		.join(' ');
}

/** Ofsted's words first, then a whole-header pattern, then the same words in another order; never the position. */
export function matchHeader(list: AnnexAList, cell: Cell | undefined): HeaderMatch | null {
	const text = cleanText(cell);
	if (text === '' || text.length > 200) return null;
	const exact = list.columns.find((column) => column.header === text && cell === text);
	if (exact !== undefined) return { column: exact, exact: true };
	const normalised = normaliseHeader(text);
	if (normalised === '') return null;
	const words = sortedWords(normalised);
	const column =
		list.columns.find((one) => normaliseHeader(one.header) === normalised) ??
		list.columns.find((one) => one.pattern?.test(normalised) ?? false) ??
		list.columns.find((one) => sortedWords(normaliseHeader(one.header)) === words);
	return column === undefined ? null : { column, exact: false };
}

const rowsLookedAt = 30;

/** The row of headers may stand under a title; it is the first that names the identifier and two columns more. */
export function findHeaderRow(list: AnnexAList, rows: readonly SheetRow[]): number | null {
	const found = rows.slice(0, rowsLookedAt).findIndex((row) => isHeaderRow(list, row.cells));
	return found === -1 ? null : found;
}

export function isHeaderRow(list: AnnexAList, cells: SheetRow['cells']): boolean {
	const kinds = new Set<string>();
	for (const cell of cells) {
		const match = typeof cell === 'string' ? matchHeader(list, cell) : null;
		if (match !== null) kinds.add(match.column.use.kind === 'caseRef' ? 'caseRef' : match.column.header);
	}
	return kinds.has('caseRef') && kinds.size >= 3;
}

/** Which column of the sheet is which of Ofsted's; what is strange, doubled, missing or worded otherwise is logged. */
export function placeColumns(list: AnnexAList, header: SheetRow, log: WarningLog): PlacedColumn[] {
	const placed: PlacedColumn[] = [];
	const row = header.row;
	for (const [index, cell] of header.cells.entries()) {
		if (cleanText(cell) === '') continue;
		const match = matchHeader(list, cell);
		if (match === null) {
			log.add('caseload.column-unknown', { list: list.number, column: columnLetter(index), row });
		} else if (placed.some(({ column }) => column === match.column)) {
			log.add('caseload.column-duplicate', { list: list.number, column: match.column.header, row });
		} else {
			placed.push({ index, column: match.column });
			if (!match.exact) log.add('caseload.header-variant', { list: list.number, column: match.column.header, row });
		}
	}
	logMissing(list, placed, log);
	return placed;
}

function logMissing(list: AnnexAList, placed: readonly PlacedColumn[], log: WarningLog): void {
	const there = new Set(placed.map(({ column }) => column));
	for (const column of list.columns) {
		if (column.required && !there.has(column)) {
			log.add('caseload.column-missing', { list: list.number, column: column.header });
		}
	}
}
