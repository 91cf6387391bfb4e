import type { Rag, TableItem } from '../PlanItem.ts';

/** A plan as a file holds it: what comes in, and what goes out. */
export type PlanTable = {
	readonly title: string;
	readonly recommendations: readonly {
		readonly number: string;
		readonly words: string;
		readonly summary: string;
		readonly items: readonly TableItem[];
	}[];
};

/** Where in a file a line stands, as a person finds it: "Sheet1, row 5", "table 3, row 2", "paragraph 14". */
export type Place = { readonly part: 'sheet' | 'table' | 'paragraphs'; readonly name: string; readonly row: number };

/** One line of a workbook or of a Word file: its cells as words. A paragraph has one. */
export type TableRow = {
	readonly at: Place;
	readonly cells: readonly string[];
	/** A colour that a cell is filled with, where it is red, amber or green and says so in no words. */
	readonly shades?: readonly (Rag | null)[];
	/** The line is the document's own title. */
	readonly isTitle?: boolean;
};

/** Something in the file that was not taken as it stands. A fault has to be mended in the file: nothing is brought in. */
export const noteCodes = [
	'joined',
	'ref-given',
	'ref-lettered',
	'rag-words',
	'rag-shade',
	'no-day',
	'left-out',
	'no-recommendation'
] as const;
export const faultCodes = ['ref-twice', 'ref-wrong', 'action-missing', 'too-long', 'number-twice', 'no-table'] as const;
export type NoteCode = (typeof noteCodes)[number];
export type FaultCode = (typeof faultCodes)[number];

export type ReadLine = {
	readonly at: Place;
	readonly code: NoteCode | FaultCode;
	readonly facts?: Readonly<Record<string, string | number>>;
	/** What stands there, shortened. */
	readonly says: string;
};

export function isFault({ code }: ReadLine): boolean {
	return (faultCodes as readonly string[]).includes(code);
}
