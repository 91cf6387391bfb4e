import type { Result } from '../shared/Result.ts';
import { ok, problem } from '../shared/Result.ts';
import type { SheetRow } from './cells.ts';

export type CsvProblem =
	'caseload.csv-not-text' | 'caseload.csv-unfinished-quote' | 'caseload.too-many-rows' | 'caseload.too-many-columns';

/** UTF-8 if the bytes are, UTF-16 if they begin so, else the code page of an English Windows. */
export function decodeCsv(bytes: Uint8Array): Result<string, 'caseload.csv-not-text'> {
	const [first, second] = bytes;
	const wide = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
	if (wide !== null) return ok(new TextDecoder(wide).decode(bytes));
	if (bytes.subarray(0, 65_536).includes(0)) return problem('caseload.csv-not-text');
	try {
		return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		return ok(new TextDecoder('windows-1252').decode(bytes));
	}
}

const separators = [',', ';', '\t', '|'] as const;

/** The separator of which the first filled line, outside quotes, has most. Excel abroad writes semicolons. */
export function sniffSeparator(text: string): string {
	const line = firstLine(text);
	const counts = separators.map((separator) => ({ separator, count: line.split(separator).length }));
	return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}

function firstLine(text: string): string {
	let line = '';
	let quoted = false;
	for (const character of text.slice(0, 100_000)) {
		if (character === '"') quoted = !quoted;
		else if (quoted) continue;
		else if (character === '\n' || character === '\r') {
			if (line.trim() !== '') break;
			line = '';
		} else line += character;
	}
	return line;
}

export const mostCsvRows = 500_000;
export const mostCsvColumns = 1000;

/** RFC 4180, and what is met besides: a byte order mark, other separators, bare CR or LF, `sep=;` in the first line. */
export function readCsv(input: string): Result<SheetRow[], CsvProblem> {
	const declared = /^\ufeff?sep=(.)\r?\n/i.exec(input);
	const text = input.slice(declared?.[0].length ?? (input.startsWith('\ufeff') ? 1 : 0));
	const separator = declared?.[1] ?? sniffSeparator(text);
	const rows: SheetRow[] = [];
	const firstRow = declared === null ? 1 : 2;
	let at = 0;
	while (at < text.length) {
		const record = readRecord(text, at, separator);
		if (record === null) return problem('caseload.csv-unfinished-quote');
		if (record.cells.length > mostCsvColumns) return problem('caseload.too-many-columns', { limit: mostCsvColumns });
		if (rows.length >= mostCsvRows) return problem('caseload.too-many-rows', { limit: mostCsvRows });
		rows.push({ row: firstRow + rows.length, cells: record.cells });
		at = record.next;
	}
	return ok(rows);
}

type CsvRecord = { readonly cells: string[]; readonly next: number };

function readRecord(text: string, start: number, separator: string): CsvRecord | null {
	const cells: string[] = [];
	let at = start;
	for (;;) {
		const field = text[at] === '"' ? readQuoted(text, at, separator) : readBare(text, at, separator);
		if (field === null) return null;
		cells.push(field.value);
		at = field.next;
		if (text[at] !== separator) break;
		at += 1;
	}
	if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
	return { cells, next: at + 1 };
}

type Field = { readonly value: string; readonly next: number };

function readBare(text: string, start: number, separator: string): Field {
	let at = start;
	while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
	return { value: text.slice(start, at), next: at };
}

/** Doubled quotes stand for one; what follows the closing quote up to the separator is kept as it is. */
function readQuoted(text: string, start: number, separator: string): Field | null {
	let value = '';
	let from = start + 1;
	for (;;) {
		const quote = text.indexOf('"', from);
		if (quote === -1) return null;
		value += text.slice(from, quote);
		if (text[quote + 1] !== '"') {
			const rest = readBare(text, quote + 1, separator);
			return { value: value + rest.value, next: rest.next };
		}
		value += '"';
		from = quote + 2;
	}
}
