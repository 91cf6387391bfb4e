import type { Instant } from '../shared/dates.ts';

/** One cell, heading or item: what is to be read, as plain text. */
export type PaperTable = {
	readonly kind: 'table';
	/** Read out by a screen reader before the table, and printed above it. */
	readonly caption: string;
	/** `share` is of the width of the page, beside the other columns; `isNumber` stands to the right. */
	readonly columns: readonly { readonly heading: string; readonly share?: number; readonly isNumber?: boolean }[];
	/** The first cell of a row names it. */
	readonly rows: readonly (readonly string[])[];
};

export type PaperBlock =
	| { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
	| { readonly kind: 'paragraph'; readonly text: string; readonly isQuiet?: boolean; readonly isStrong?: boolean }
	| { readonly kind: 'list'; readonly items: readonly string[]; readonly isOrdered: boolean }
	/** Empty lines for a pen. */
	| { readonly kind: 'lines'; readonly count: number }
	| PaperTable;

/** What is to be handed over, before anyone says in which program: one paper gives a Word file and a PDF of the same words. */
export type Paper = {
	readonly title: string;
	/** Who it is from and what of, at the foot of each page, beside its number. */
	readonly foot: string;
	/** Stands in the file as when it was made: the same paper, made again, has the same bytes. */
	readonly at: Instant;
	/** On its side, for a table of many columns. */
	readonly isWide?: boolean;
	readonly blocks: readonly PaperBlock[];
};
