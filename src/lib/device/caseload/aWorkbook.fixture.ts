import type { Zippable } from 'fflate';
import { strToU8, zipSync } from 'fflate';

/** A cell for tests: text inline, a number, nothing, or XML as given with `@` for the reference. */
export type FixtureCell = string | number | null | { readonly xml: string };
export type FixtureSheet = {
	readonly rows?: readonly (readonly FixtureCell[])[];
	readonly xml?: string;
	readonly after?: string;
};

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export type FixtureOptions = { readonly date1904?: boolean; readonly strings?: string; readonly styles?: string };

/** The files of a workbook whose sheets hold what a test says. */
export function workbookFiles(
	sheets: Readonly<Record<string, FixtureSheet>>,
	options: FixtureOptions = {}
): Record<string, string> {
	const names = Object.keys(sheets);
	const relation = (id: string, type: string, target: string) =>
		`<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
	const files: Record<string, string> = {
		'_rels/.rels': `<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
		'xl/workbook.xml': `<workbook ${main} xmlns:r="${office}">${options.date1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${names
			.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
			.join('')}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${relation('rs', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('rt', 'styles', 'styles.xml')}</Relationships>`,
		'xl/sharedStrings.xml': `<sst ${main}>${options.strings ?? ''}</sst>`,
		'xl/styles.xml':
			options.styles ?? `<styleSheet ${main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`
	};
	for (const [at, name] of names.entries()) files[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheets[name] ?? {});
	return files;
}

export function sheetXml({ rows = [], xml, after = '' }: FixtureSheet): string {
	const body = rows.map(
		(cells, at) =>
			`<row r="${at + 1}">${cells.map((cell, column) => cellXml(cell, `${letter(column)}${at + 1}`)).join('')}</row>`
	);
	return xml ?? `<worksheet ${main}><sheetData>${body.join('')}</sheetData>${after}</worksheet>`;
}

function letter(column: number): string {
	return (column >= 26 ? letter(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}

function cellXml(cell: FixtureCell, at: string): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
	if (typeof cell === 'string') return `<c r="${at}" t="inlineStr"><is><t>${cell}</t></is></c>`;
	return cell.xml.replace('@', at);
}

export function zipOf(files: Readonly<Record<string, string | Uint8Array>>, name = 'caseload.xlsx'): File {
	const zippable: Zippable = {};
	for (const [path, content] of Object.entries(files))
		zippable[path] = typeof content === 'string' ? strToU8(content) : content;
	return fileOf(zipSync(zippable, { level: 6 }), name);
}

export function aWorkbook(sheets: Readonly<Record<string, FixtureSheet>>, options?: FixtureOptions): File {
	return zipOf(workbookFiles(sheets, options));
}

export function fileOf(content: Uint8Array | string, name: string): File {
	return new File([typeof content === 'string' ? content : new Uint8Array(content)], name);
}

/** Contacts: the smallest list there is. */
export const contactHeaders = [
	'Child Unique ID',
	'Gender',
	'Ethnicity',
	'Date of Birth',
	'Age of Child (Years)',
	'Date of Contact',
	'Contact Source'
];
export const aContact = (caseRef: string): FixtureCell[] => [
	caseRef,
	'b) Female',
	'a) WBRI',
	'2015-03-12',
	11,
	'2026-09-01',
	'q) 6: Police'
];
