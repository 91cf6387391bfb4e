import { Zip, ZipDeflate } from 'fflate';
import { columnLetter } from '#lib/domain/frames/cells.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { daysBetween } from '#lib/domain/shared/dates.ts';
import type { WrittenCell, WrittenSheet } from './WrittenCell.ts';
import { xmlText } from './xmlText.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Sheets to the bytes of an .xlsx, a row at a time into the zip. Same sheets, same bytes: the zip bears no clock. */
export function writeXlsx(sheets: readonly WrittenSheet[]): Uint8Array {
	const pieces: Uint8Array[] = [];
	const zip = new Zip((error, piece) => {
		if (error !== null) throw error;
		pieces.push(piece);
	});
	const strings = new SharedStrings();
	addText(zip, '[Content_Types].xml', [contentTypes(sheets.length)]);
	addText(zip, '_rels/.rels', [relationships([['officeDocument', 'xl/workbook.xml']])]);
	addText(zip, 'xl/workbook.xml', [workbook(sheets)]);
	addText(zip, 'xl/_rels/workbook.xml.rels', [workbookRelations(sheets.length)]);
	addText(zip, 'xl/styles.xml', [styles]);
	for (const [at, sheet] of sheets.entries())
		addText(zip, `xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet, strings));
	addText(zip, 'xl/sharedStrings.xml', strings.xml());
	zip.end();
	return joined(pieces);
}

const pieceLength = 64 * 1024;

function addText(zip: Zip, name: string, pieces: Iterable<string>): void {
	const file = new ZipDeflate(name, { level: 6 });
	file.mtime = new Date(1980, 0, 1);
	zip.add(file);
	const encoder = new TextEncoder();
	let waiting = '';
	for (const piece of pieces) {
		waiting += piece;
		if (waiting.length < pieceLength) continue;
		file.push(encoder.encode(waiting));
		waiting = '';
	}
	file.push(encoder.encode(waiting), true);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
	const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
	let at = 0;
	for (const piece of pieces) {
		bytes.set(piece, at);
		at += piece.length;
	}
	return bytes;
}

/** Each text once, by its number. */
class SharedStrings {
	readonly #numbers = new Map<string, number>();

	numberOf(text: string): number {
		const known = this.#numbers.get(text);
		if (known !== undefined) return known;
		this.#numbers.set(text, this.#numbers.size);
		return this.#numbers.size - 1;
	}

	*xml(): Iterable<string> {
		yield `${declaration}<sst xmlns="${main}" uniqueCount="${this.#numbers.size}">`;
		for (const text of this.#numbers.keys()) yield `<si><t xml:space="preserve">${escapeText(text)}</t></si>`;
		yield '</sst>';
	}
}

/** `_x0041_` is how a workbook writes a letter: words that look so by chance say that they mean themselves. */
function escapeText(text: string): string {
	return xmlText(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function* sheetXml({ rows, merged = [], widths }: WrittenSheet, strings: SharedStrings): Iterable<string> {
	const columns = (widths ?? []).map(
		(width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
	);
	yield `${declaration}<worksheet xmlns="${main}">${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>`;
	const textStyle = widths === undefined ? '' : ' s="2"';
	for (const [at, cells] of rows.entries()) {
		if (cells === null) continue;
		yield `<row r="${at + 1}">${cells.map((cell, column) => cellXml(cell, `${columnLetter(column)}${at + 1}`, strings, textStyle)).join('')}</row>`;
	}
	yield '</sheetData>';
	if (merged.length > 0) yield `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
	yield '</worksheet>';
}

function cellXml(cell: WrittenCell, at: string, strings: SharedStrings, textStyle: string): string {
	if (cell === null) return '';
	if (typeof cell === 'string') return `<c r="${at}"${textStyle} t="s"><v>${strings.numberOf(cell)}</v></c>`;
	if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
	if (cell.kind === 'error') return `<c r="${at}" t="e"><v>${cell.text}</v></c>`;
	const formula = cell.kind === 'formula' ? `<f>${xmlText(cell.formula)}</f>` : '';
	return `<c r="${at}" s="1">${formula}<v>${serialOf(cell.day)}</v></c>`;
}

/** Days since the 30 December 1899 that makes 1 March 1900 day 61. */
function serialOf(day: Day): number {
	return daysBetween('1899-12-30', day);
}

function workbook(sheets: readonly WrittenSheet[]): string {
	const list = sheets
		.map(({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
		.join('');
	return `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${list}</sheets></workbook>`;
}

function workbookRelations(count: number): string {
	const sheets = Array.from({ length: count }, (_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const);
	return relationships([...sheets, ['styles', 'styles.xml'], ['sharedStrings', 'sharedStrings.xml']]);
}

function relationships(targets: readonly (readonly [string, string])[]): string {
	const list = targets.map(
		([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${relations}/${type}" Target="${target}"/>`
	);
	return `${declaration}<Relationships xmlns="${packageRelations}">${list.join('')}</Relationships>`;
}

function contentTypes(count: number): string {
	const part = (name: string, type: string) =>
		`<Override PartName="/xl/${name}.xml" ContentType="${types}.${type}+xml"/>`;
	const sheets = Array.from({ length: count }, (_, at) => part(`worksheets/sheet${at + 1}`, 'worksheet')).join('');
	return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook', 'sheet.main')}${part('styles', 'styles')}${part('sharedStrings', 'sharedStrings')}${sheets}</Types>`;
}

/** Format 0 as it comes, format 1 a date, format 2 words over several lines. */
const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;
