import type { Day } from '#lib/domain/shared/dates.ts';

/** A cell of a workbook that we write. */
export type WrittenCell =
	| null
	| string
	| number
	| { readonly kind: 'date'; readonly day: Day }
	| { readonly kind: 'formula'; readonly formula: string; readonly day: Day }
	| { readonly kind: 'error'; readonly text: '#N/A' };

export type WrittenSheet = {
	readonly name: string;
	/** Null for a row that is blank. */
	readonly rows: readonly (readonly WrittenCell[] | null)[];
	readonly merged?: readonly string[];
	/** How wide the columns are, in letters; given, long words go on in the next line of their cell. */
	readonly widths?: readonly number[];
};
