import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { Paper, PaperBlock } from '#lib/domain/papers/Paper.ts';
import { PdfPage } from './PdfPage.ts';
import { drawTable } from './drawTable.ts';

/**
 * A paper as a PDF whose parts are named (ISO 32000-1, 14.8, Tagged PDF): headings, lists and tables are read out as
 * such, the language and the title are told. Nothing of the clock or of chance is in it but the paper's own time.
 */
export async function writePdf(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
	const at = new Date(paper.at);
	const document = new PDFDocument({
		size: 'A4',
		layout: paper.isWide === true ? 'landscape' : 'portrait',
		margins: { top: 57, bottom: 64, left: 57, right: 57 },
		bufferPages: true,
		pdfVersion: '1.7',
		tagged: true,
		lang: 'en-GB',
		displayTitle: true,
		info: { Title: paper.title, Creator: 'Dipper', Producer: 'Dipper', CreationDate: at, ModDate: at }
	});
	document.registerFont('text', fonts().text);
	document.registerFont('strong', fonts().strong);
	const written = bytesOf(document);
	const page = new PdfPage(document);
	page.say('H1', paper.title, 'title');
	for (const block of paper.blocks) drawBlock(page, block);
	page.drawFeet(paper.foot);
	page.end();
	return written;
}

function drawBlock(page: PdfPage, block: PaperBlock): void {
	switch (block.kind) {
		case 'heading':
			return page.say(block.level === 2 ? 'H2' : 'H3', block.text, block.level === 2 ? 'heading' : 'smallHeading');
		case 'paragraph':
			return page.say('P', block.text, block.isStrong === true ? 'strong' : block.isQuiet === true ? 'quiet' : 'text');
		case 'list':
			return page.list(block.items, block.isOrdered);
		case 'lines':
			return page.lines(block.count);
		case 'table':
			return drawTable(page, block);
	}
}

let read: { readonly text: Buffer; readonly strong: Buffer } | null = null;

/** Noto Sans (Open Font Licence): the letters of all of Europe's names, where a PDF's own fonts stop at the west of it. */
function fonts(): { readonly text: Buffer; readonly strong: Buffer } {
	const font = (name: string) =>
		readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${name}.ttf`)));
	read ??= { text: font('400Regular/NotoSans_400Regular'), strong: font('700Bold/NotoSans_700Bold') };
	return read;
}

function bytesOf(document: PDFKit.PDFDocument): Promise<Uint8Array<ArrayBuffer>> {
	return new Promise((resolve, reject) => {
		const pieces: Buffer[] = [];
		document.on('data', (piece: Buffer) => pieces.push(piece));
		document.on('error', reject);
		document.on('end', () => resolve(Uint8Array.from(Buffer.concat(pieces))));
	});
}
