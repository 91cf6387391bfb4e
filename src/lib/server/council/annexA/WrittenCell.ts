import type { Cell, Sheet } from '#lib/domain/frames/cells.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { WrittenCell, WrittenSheet } from '../../papers/WrittenCell.ts';

export type { WrittenCell, WrittenSheet };

/** A list by Ofsted's headers: header → cell. */
export type ListEntry = { readonly list: number; readonly values: Record<string, WrittenCell> };

export const written = (day: Day): WrittenCell => ({ kind: 'date', day });

/** The same cells as a reader of the workbook would find them, for who needs no file between. */
export function asSheet({ name, rows }: WrittenSheet): Sheet {
	return {
		name,
		rows: rows.flatMap((cells, at) => (cells === null ? [] : [{ row: at + 1, cells: cells.map(asCell) }]))
	};
}

function asCell(cell: WrittenCell): Cell {
	if (cell === null || typeof cell !== 'object') return cell;
	return cell.kind === 'error' ? cell.text : cell.day;
}
