import type { Cell } from './cells.ts';
import { cleanText, readDay } from './cells.ts';

const postcode = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i;
const shape = /^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,59}$/;
const writtenDate = /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}/;

/**
 * A column that slipped sideways would put a name, a birthday or a postcode where the case number
 * belongs, and it would be kept. So what could be one of these is never taken for a case number.
 */
export function isCaseNumber(text: string): boolean {
	return shape.test(text) && /\d/.test(text) && !/[A-Za-z]{2,} [A-Za-z]{2,}/.test(text) && !looksPersonal(text);
}

/** Text that is a date or a postcode has no business in a kept text column, such as a team. */
export function looksPersonal(text: string): boolean {
	return postcode.test(text) || writtenDate.test(text) || (/[a-z]/i.test(text) && readDay(text) !== null);
}

/** The case number as text; whole numbers lose the decimals a spreadsheet may give them. Null when unusable. */
export function readCaseNumber(cell: Cell | undefined): string | null {
	if (typeof cell === 'number') return Number.isSafeInteger(cell) && cell > 0 ? String(cell) : null;
	const text = cleanText(cell).replace(/^(\d+)\.0+$/, '$1');
	return isCaseNumber(text) ? text : null;
}

/** Two spellings of one number are one child. */
export function caseKey(caseRef: string): string {
	return caseRef.toUpperCase();
}
