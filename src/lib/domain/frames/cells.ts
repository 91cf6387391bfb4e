import type { Day } from '../shared/dates.ts';
import { isDay } from '../shared/dates.ts';

/** One cell as a file holds it: dates come as ISO text or as the count of days a spreadsheet keeps. */
export type Cell = string | number | boolean | null;

/** A row with its number as the person sees it in the spreadsheet; cells may be sparse. */
export type SheetRow = { readonly row: number; readonly cells: readonly (Cell | undefined)[] };

export type Sheet = {
	readonly name: string;
	readonly rows: readonly SheetRow[];
	/** Workbooks from old Macs count their days from 1904. */
	readonly date1904?: boolean;
	/** In a CSV everything is text, so a date written as text is nothing to remark on. */
	readonly isText?: boolean;
	/** Rows with a formula whose value the file does not hold: the program that wrote it never worked it out. */
	readonly unworkedRows?: readonly number[];
};

const oddSpaces = /[\u00a0\u2007\u202f\ufeff]/;
const untidy = /[\u00a0\u2007\u202f\ufeff]|\s{2}|^\s|\s$|[\t\r\n]/;
const errorText = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/i;

export function cleanText(cell: Cell | undefined): string {
	if (cell === null || cell === undefined) return '';
	if (typeof cell !== 'string') return String(cell);
	if (!untidy.test(cell)) return cell;
	return cell
		.replace(/[\u00a0\u2007\u202f\ufeff]/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

export function isBlank(cell: Cell | undefined): boolean {
	return cell === null || cell === undefined || (typeof cell === 'string' && (cell === '' || cleanText(cell) === ''));
}

export function hasOddSpace(cell: Cell | undefined): boolean {
	return typeof cell === 'string' && oddSpaces.test(cell);
}

/** `#N/A` and the like: what a spreadsheet shows where it could not work a value out. */
export function isErrorCell(cell: Cell | undefined): boolean {
	return typeof cell === 'string' && cell.includes('#') && errorText.test(cell.trim());
}

/** A whole number; decimals are floored, as Annex A ages come with fractions of a year. Null when it is none. */
export function readCount(cell: Cell | undefined): number | null {
	const number = typeof cell === 'number' ? cell : readNumber(cleanText(cell));
	return number === null || !Number.isFinite(number) || number < 0 || number > 1000 ? null : Math.floor(number);
}

function readNumber(text: string): number | null {
	return /^\d{1,6}(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** A day from an Excel serial, ISO text, dd/mm/yyyy or "3 March 2024"; null when it can be read in no one way. */
export function readDay(cell: Cell | undefined, date1904 = false): Day | null {
	if (typeof cell === 'number') return dayFromNumber(cell, date1904);
	if (typeof cell !== 'string') return null;
	const text = cleanText(cell);
	return dayFromIso(text) ?? dayFromBritish(text) ?? dayFromWords(text) ?? dayFromDigits(text, date1904);
}

/** True for a date typed as dd/mm/yyyy: readable, and worth a note, as Excel neither sorts nor sums it. */
export function isTypedDate(cell: Cell | undefined): boolean {
	return typeof cell === 'string' && dayFromIso(cell) === null;
}

const firstSerial = 1;
const lastSerial = 73_415;

/** Day 60 of the 1900 system is the 29 February that never was, so days before it count from one later. */
export function dayFromSerial(serial: number, date1904 = false): Day | null {
	const whole = Math.floor(serial) + (date1904 ? 1462 : 0);
	if (whole < firstSerial || whole > lastSerial) return null;
	const shifted = whole < 60 ? whole + 1 : whole;
	return new Date((shifted - 25_569) * 86_400_000).toISOString().slice(0, 10);
}

function dayFromNumber(number: number, date1904: boolean): Day | null {
	if (number >= 19_000_101 && number <= 21_001_231) return dayFromDigits(String(Math.floor(number)), date1904);
	return dayFromSerial(number, date1904);
}

function dayFromIso(text: string): Day | null {
	if (isDay(text)) return text;
	const match = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(text);
	return match !== null && isDay(match[1] ?? '') ? (match[1] ?? null) : null;
}

function dayFromBritish(text: string): Day | null {
	const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d{2}.*)?$/.exec(text);
	return match === null ? null : dayOf(match[3], match[2], match[1]);
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function dayFromWords(text: string): Day | null {
	const match = /^(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{4})$/i.exec(text);
	if (match === null) return null;
	const month = monthNames.indexOf((match[2] ?? '').toLowerCase()) + 1;
	return month === 0 ? null : dayOf(match[3], String(month), match[1]);
}

function dayFromDigits(text: string, date1904: boolean): Day | null {
	const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
	if (match !== null) return dayOf(match[1], match[2], match[3]);
	return /^\d{4,5}(\.\d+)?$/.test(text) ? dayFromSerial(Number(text), date1904) : null;
}

function dayOf(year = '', month = '', date = ''): Day | null {
	const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
	return isDay(text) ? text : null;
}

/** Column 0 is A, 26 is AA: how a person finds a column in their file. */
export function columnLetter(index: number): string {
	const rest = Math.floor(index / 26);
	return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
