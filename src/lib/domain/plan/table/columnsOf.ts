import { isRef } from '../PlanItem.ts';
import { columnOf, type Column } from './headings.ts';
import type { TableRow } from './PlanTable.ts';

export type Columns = readonly (Column | null)[];

/** What a line says of the columns below it; `isTorn` where the headings go on in the next line, as in a narrow table. */
export type HeaderLine = { readonly columns: Columns; readonly isTorn: boolean };

/** So many of the plan's columns make a line its heading. */
const fewest = 3;

export function readColumns(row: TableRow, next: TableRow | undefined): HeaderLine | null {
	if (row.cells.some(isRef)) return null;
	const alone = withRef(row.cells.map(columnOf));
	const isWide = row.cells.filter((cell) => cell !== '').length >= fewest;
	const torn = next === undefined || !isWide ? null : tornColumns(row, next);
	if (torn !== null && count(torn) > count(alone)) return { columns: torn, isTorn: true };
	return isHeader(alone) ? { columns: alone, isTorn: false } : null;
}

/** "Impact" over "Measure", "Lead and" over "Timescale": nothing stands in the second line that is no heading. */
function tornColumns(row: TableRow, next: TableRow): Columns | null {
	const longest = Math.max(row.cells.length, next.cells.length);
	const joined = Array.from({ length: longest }, (_, at) => `${row.cells[at] ?? ''} ${next.cells[at] ?? ''}`);
	const columns = withRef(joined.map(columnOf));
	const isWhole = next.cells.every((cell, at) => cell === '' || (columns[at] ?? null) !== null);
	return isHeader(columns) && isWhole && !next.cells.some(isRef) ? columns : null;
}

/** The references' column is at times without a name. */
function withRef(columns: Columns): Columns {
	const at = columns.indexOf('action');
	if (columns.includes('ref') || at < 1 || columns[at - 1] !== null) return columns;
	return columns.with(at - 1, 'ref');
}

function isHeader(columns: Columns): boolean {
	return count(columns) >= fewest && columns.includes('action') && columns.includes('ref');
}

function count(columns: Columns): number {
	return new Set(columns.filter((column) => column !== null)).size;
}
