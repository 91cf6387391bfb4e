import type { Paper, PaperBlock, PaperTable } from '#lib/domain/papers/Paper.ts';
import { docxParts, textWidth } from './docxParts.ts';
import { xmlText } from './xmlText.ts';
import { zipParts } from './zipParts.ts';

/**
 * A paper as a Word file (ECMA-376): headings are headings, lists are lists, a table names itself and repeats its first
 * row on each page, the language is British English. Word's own tools for reading aloud and for finding one's way work
 * on it, and a council's own style may be put over it.
 */
export function writeDocx(paper: Paper): Uint8Array<ArrayBuffer> {
	const title = paragraph('Title', paper.title);
	return zipParts(docxParts(paper, title + numberLists(paper.blocks, textWidth(paper)).join('')));
}

/** Each numbered list begins at 1: numbering 1 is the bullets, from 2 on one for each ordered list. */
function numberLists(blocks: readonly PaperBlock[], width: number): string[] {
	let ordered = 1;
	return blocks.map((block) => blockXml(block, block.kind === 'list' && block.isOrdered ? (ordered += 1) : 1, width));
}

function blockXml(block: PaperBlock, numbering: number, width: number): string {
	switch (block.kind) {
		case 'heading':
			return paragraph(`Heading${block.level}`, block.text);
		case 'paragraph':
			return paragraph(block.isQuiet === true ? 'Quiet' : block.isStrong === true ? 'Strong' : 'Normal', block.text);
		case 'list':
			return block.items.map((item) => listItem(item, numbering)).join('');
		case 'lines':
			return paragraph('Line', '').repeat(block.count);
		case 'table':
			return table(block, width);
	}
}

function paragraph(style: string, text: string): string {
	return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${run(text)}</w:p>`;
}

function listItem(text: string, numbering: number): string {
	const place = `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${numbering}"/></w:numPr>`;
	return `<w:p><w:pPr><w:pStyle w:val="Item"/>${place}</w:pPr>${run(text)}</w:p>`;
}

function run(text: string): string {
	const lines = text.split(/\r?\n/).map((line) => `<w:t xml:space="preserve">${xmlText(line)}</w:t>`);
	return text === '' ? '' : `<w:r>${lines.join('<w:br/>')}</w:r>`;
}

function table({ caption, columns, rows }: PaperTable, width: number): string {
	const shares = columns.map(({ share = 1 }) => share);
	const whole = shares.reduce((sum, share) => sum + share, 0);
	const widths = shares.map((share) => Math.round((share / whole) * width));
	const cell = (text: string, at: number, style: string) =>
		`<w:tc><w:tcPr><w:tcW w:w="${widths[at] ?? 0}" w:type="dxa"/></w:tcPr>${cellParagraph(text, style, columns[at]?.isNumber === true)}</w:tc>`;
	const head = columns.map(({ heading }, at) => cell(heading, at, 'TableHead')).join('');
	const body = rows.map(
		(cells) =>
			`<w:tr><w:trPr><w:cantSplit/></w:trPr>${columns.map((_, at) => cell(cells[at] ?? '', at, 'TableCell')).join('')}</w:tr>`
	);
	return `${paragraph('Caption', caption)}<w:tbl><w:tblPr><w:tblStyle w:val="Rows"/><w:tblW w:w="${width}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1"/><w:tblCaption w:val="${xmlText(caption)}"/></w:tblPr><w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${head}</w:tr>${body.join('')}</w:tbl>${paragraph('AfterTable', '')}`;
}

function cellParagraph(text: string, style: string, isNumber: boolean): string {
	const side = isNumber ? '<w:jc w:val="right"/>' : '';
	return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${side}</w:pPr>${run(text)}</w:p>`;
}
