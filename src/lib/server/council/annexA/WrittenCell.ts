import type { Cell, Sheet } from '#lib/domain/frames/cells.ts';
import type { Day } from '#lib/domain/shared/dates.ts';

/** A cell as a council's program would write it. */
export type WrittenCell =
	| null
	| string
	| number
	| { readonly kind: 'date'; readonly day: Day }
	| { readonly kind: 'formula'; readonly formula: string; readonly day: Day }
	| { readonly kind: 'error'; readonly text: '#N/A' };

/** A list by Ofsted's headers: header → cell. */
export type ListEntry = { readonly list: number; readonly values: Record<string, WrittenCell> };

export type WrittenSheet = {
	readonly name: string;
	/** Null for a row that is blank. */
	readonly rows: readonly (readonly WrittenCell[] | null)[];
	readonly merged?: readonly string[];
};

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
