/**
 * Rows to a CSV that Excel opens as it is meant: a byte order mark, so that it reads UTF-8; CRLF and quotes by RFC 4180;
 * and an apostrophe before what a spreadsheet would take for a formula (OWASP, CSV Injection: = + - @ tab and return),
 * also where it begins after spaces or stands in the full-width letters of East Asia.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
	return `\ufeff${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

const couldRun = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const plainNumber = /^-?\d+(\.\d+)?$/;

function csvCell(text: string): string {
	const safe = couldRun.test(text) && !plainNumber.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
