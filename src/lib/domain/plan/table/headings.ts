import type { Rag, TableCell } from '../PlanItem.ts';

const number = /(?=[\p{L}./-]*\p{N}|[A-Z]{1,4}(?![\p{L}\p{N}]))[\p{L}\p{N}](?:[\p{L}\p{N}./-]{0,10}[\p{L}\p{N}])?/u;
const numberFirst = new RegExp(`^(${number.source})\\s*(?:$|[:.–]\\s*(.*)$)`, 'su');
const wholeNumber = new RegExp(`^${number.source}$`, 'u');

/**
 * "RECOMMENDATION 5: Ensure that …", as the line before each table of the plan; the words may stand on the next one.
 * A number is 5, 12a, R3, or capitals as in IV.
 */
export function readHeading(line: string): { readonly number: string; readonly words: string } | null {
	const rest = /^recommendation\s+(.*)$/is.exec(line.trim());
	const match = rest === null ? null : numberFirst.exec(rest[1] ?? '');
	return match === null ? null : { number: match[1] ?? '', words: (match[2] ?? '').trim() };
}

export function headingOf(number: string): string {
	return `Recommendation ${number}:`;
}

export function isHeading(line: string): boolean {
	return readHeading(line) !== null;
}

export function isNumber(text: string): boolean {
	return wholeNumber.test(text);
}

/** What the columns are called where Dipper writes the table: as in 2018. */
export const columnHeadings: Readonly<Record<TableCell, string>> = {
	ref: 'Ref',
	action: 'Action',
	outcome: 'Expected impact/outcome',
	measure: 'Impact measure',
	lead: 'Lead and timescale',
	progress: 'Progress to date',
	progressRag: 'Progress RAG',
	impactRag: 'Impact RAG'
};

/** The names that plans give these columns, letters only; `timescale` is a second half of `lead`. */
const known: readonly (readonly [TableCell | 'timescale', RegExp])[] = [
	['progressRag', /^progressrag(rating)?$/],
	['impactRag', /^impactrag(rating)?$/],
	['ref', /^(ref|refno|reference|no|number)$/],
	['action', /^(agreed|proposed|key)?actions?(required|tobetaken)?$/],
	[
		'outcome',
		/^(expected|intended|desired)?(impacts?|outcomes?|impactoroutcomes?|impactoutcomes?|impactandoutcomes?)$/
	],
	['measure', /^(impact)?measures?(ofimpact|ofsuccess)?$/],
	['lead', /^(lead|leadofficer|owner|responsible|who)(and|by)?(timescales?|when|date)?$/],
	['timescale', /^(timescales?|bywhen|duedate|deadline|targetdate|completeby)$/],
	['progress', /^(progress|progresstodate|progressupdate|update|currentposition)$/]
];

export type Column = TableCell | 'timescale';

/** What a column's heading means; null where it is none of the plan's. */
export function columnOf(text: string): Column | null {
	const letters = text.toLowerCase().replace(/[^\p{L}]/gu, '');
	return known.find(([, names]) => names.test(letters))?.[0] ?? null;
}

export const ragNames: Readonly<Record<Rag, string>> = { red: 'Red', amber: 'Amber', green: 'Green' };

/** Null where nothing stands; `other` where it is no colour of the three: "Blue", "Complete". */
export function readRag(text: string): Rag | 'other' | null {
	const word = text.toLowerCase().trim();
	if (word === '') return null;
	if (word === 'r' || word === 'red') return 'red';
	if (word === 'a' || word === 'amber' || word === 'yellow') return 'amber';
	return word === 'g' || word === 'green' ? 'green' : 'other';
}
