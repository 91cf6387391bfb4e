import { describe, expect, test } from 'vitest';
import { aWorkbook, fileOf, zipOf } from '../caseload/aWorkbook.fixture.ts';
import { ragOfFill } from './ragOfFill.ts';
import { readPlanFile } from './readPlanFile.ts';

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';

function aDocument(body: string, at = 'word/document.xml'): File {
	return zipOf(
		{
			'_rels/.rels': `<Relationships><Relationship Id="a" Type="${office}" Target="${at}"/></Relationships>`,
			[at]: `<w:document ${word}><w:body>${body}</w:body></w:document>`
		},
		'plan.docx'
	);
}
const p = (text: string, properties = '') =>
	`<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`;
const tc = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
const tr = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const tbl = (...rows: string[]) => `<w:tbl><w:tblPr><w:shd w:fill="FF0000"/></w:tblPr>${rows.join('')}</w:tbl>`;

async function cellsOf(file: File): Promise<(readonly string[])[]> {
	const read = await readPlanFile(file);
	if (!read.ok) throw new Error(read.problem.code);
	return read.value.map(({ cells }) => cells);
}

describe('a Word file', () => {
	test('gives its paragraphs and rows in their order, each with its place', async () => {
		const read = await readPlanFile(
			aDocument(
				p('The plan', '<w:pStyle w:val="Title"/>') + p('A') + tbl(tr(tc('1.1'), tc('Do')), tr(tc('1.2'), tc('Go')))
			)
		);
		expect(read).toMatchObject({
			value: [
				{ at: { part: 'paragraphs', row: 1 }, cells: ['The plan'], isTitle: true },
				{ at: { part: 'paragraphs', row: 2 }, cells: ['A'] },
				{ at: { part: 'table', name: '1', row: 1 }, cells: ['1.1', 'Do'] },
				{ at: { part: 'table', name: '1', row: 2 }, cells: ['1.2', 'Go'] }
			]
		});
	});

	test('a cell merged downwards is read in each of its rows, one merged across keeps the others in their columns', async () => {
		const down = (text: string, how: string) => tc(text, `<w:vMerge${how}/>`);
		const file = aDocument(
			tbl(
				tr(down('1.1', ' w:val="restart"'), tc('Do'), tc('x')),
				tr(down('', ''), tc('Go', '<w:gridSpan w:val="2"/>'), tc('y')),
				`<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${tc('z')}</w:tr>`
			)
		);
		expect(await cellsOf(file)).toEqual([
			['1.1', 'Do', 'x'],
			['1.1', 'Go', '', 'y'],
			['', 'z']
		]);
	});

	test('lines, tabs, bullets and what was put in later are read; what was taken out, moved away or shown twice is not', async () => {
		const run = (inside: string) => `<w:r>${inside}</w:r>`;
		const body =
			`<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>${run('<w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t>')}</w:p>` +
			p('first', '<w:numPr><w:numId w:val="1"/></w:numPr>') +
			`<w:p><w:del>${run('<w:delText>old</w:delText>')}</w:del><w:ins>${run('<w:t>new</w:t>')}</w:ins><w:moveFrom>${run('<w:t>gone</w:t>')}</w:moveFrom>${run('<w:br w:type="page"/><w:t>-</w:t><w:noBreakHyphen/>')}</w:p>` +
			`<w:p><w:r><AlternateContent><Choice><w:txbxContent>${p('box')}</w:txbxContent></Choice><Fallback><w:txbxContent>${p('box')}</w:txbxContent></Fallback></AlternateContent></w:r></w:p>` +
			p('Table 1', '<w:pStyle w:val="Caption"/>');
		expect(await cellsOf(aDocument(body))).toEqual([['a\nb\tc'], ['• first'], ['new-\u2011'], ['\nbox']]);
	});

	test('a table within a cell is words of that cell, and a filled cell keeps its colour', async () => {
		const inner = `<w:tc><w:tcPr><w:shd w:val="clear" w:fill="92D050"/></w:tcPr>${p('a')}${tbl(tr(tc('b'), tc('c')))}${p('d')}</w:tc>`;
		expect(await readPlanFile(aDocument(tbl(tr(tc('1.1'), inner))))).toMatchObject({
			value: [{ cells: ['1.1', 'a\nb\nc\nd'], shades: [null, 'green'] }]
		});
	});

	test('by whatever name its body goes', async () => {
		expect(await cellsOf(aDocument(p('A'), 'word/document2.xml'))).toEqual([['A']]);
	});
});

test('a workbook gives the rows of all its sheets, numbers and days as words', async () => {
	const file = aWorkbook({ Plan: { rows: [['Ref'], [1.2, null, 'Do']] }, Notes: { rows: [['x']] } });
	expect(await readPlanFile(file)).toMatchObject({
		value: [
			{ at: { part: 'sheet', name: 'Plan', row: 1 }, cells: ['Ref'] },
			{ at: { part: 'sheet', name: 'Plan', row: 2 }, cells: ['1.2', '', 'Do'] },
			{ at: { name: 'Notes' }, cells: ['x'] }
		]
	});
});

test('what cannot be read is told apart', async () => {
	const codeOf = async (file: File) => {
		const read = await readPlanFile(file);
		return read.ok ? 'read' : read.problem.code;
	};
	const wide = (words: string) => new Uint8Array([...words].flatMap((letter) => [letter.charCodeAt(0), 0]));
	const compound = (words: string) =>
		fileOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...wide(words)]), 'a.docx');
	expect(await codeOf(new File([], 'a.docx'))).toBe('plan-file.empty');
	expect(await codeOf(new File(['Ref,Action'], 'a.txt'))).toBe('plan-file.neither');
	expect(await codeOf(new File(['%PDF-1.7'], 'a.pdf'))).toBe('plan-file.neither');
	expect(await codeOf(zipOf({ 'a.txt': 'x' }))).toBe('plan-file.neither');
	expect(await codeOf(compound('EncryptedPackage'))).toBe('plan-file.encrypted');
	expect(await codeOf(compound('Workbook'))).toBe('plan-file.old-format');
	expect(await codeOf(fileOf(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), 'a.docx'))).toBe('plan-file.damaged');
	expect(await codeOf(zipOf({ 'word/document.xml': '<w:document><w:body>' }))).toBe('plan-file.damaged');
	expect(await codeOf(zipOf({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }))).toBe(
		'plan-file.damaged'
	);
	expect(await codeOf(zipOf({ 'word/styles.xml': '<a/>' }))).toBe('plan-file.damaged');
	expect(await codeOf(new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'a.docx'))).toBe('plan-file.too-large');
});

test('colours that people fill cells with are told from the tints that make a table easy to read', () => {
	expect(['FF0000', 'C00000', '961F1A'].map(ragOfFill)).toEqual(['red', 'red', 'red']);
	expect(['FFC000', 'FFFF00', 'ED7D31'].map(ragOfFill)).toEqual(['amber', 'amber', 'amber']);
	expect(['00B050', '92D050', '0B664B'].map(ragOfFill)).toEqual(['green', 'green', 'green']);
	expect(['FFFFFF', 'D9D9D9', 'E2EFDA', '0070C0', '000000', 'auto', ''].map(ragOfFill)).toEqual(Array(7).fill(null));
});
