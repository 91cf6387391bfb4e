import { cleanText } from '#lib/domain/shared/text.ts';

type Document = PDFKit.PDFDocument;
export type Element = PDFKit.PDFStructureElement;

const looks = {
	title: { font: 'strong', size: 18, before: 0, after: 10, colour: '#000' },
	heading: { font: 'strong', size: 14, before: 12, after: 5, colour: '#000' },
	smallHeading: { font: 'strong', size: 11.5, before: 9, after: 4, colour: '#000' },
	text: { font: 'text', size: 10.5, before: 0, after: 6, colour: '#000' },
	strong: { font: 'strong', size: 10.5, before: 4, after: 3, colour: '#000' },
	quiet: { font: 'text', size: 9.5, before: 0, after: 5, colour: '#444' },
	item: { font: 'text', size: 10.5, before: 0, after: 3, colour: '#000' },
	small: { font: 'text', size: 9, before: 0, after: 0, colour: '#000' },
	smallStrong: { font: 'strong', size: 9, before: 0, after: 0, colour: '#000' }
} as const;
export type Look = keyof typeof looks;

const lineRoom = 24;
const indent = 22;
/** A heading is not left alone at the foot of a page: so much has to follow on the same one. */
const roomAfterHeading = 60;

/** The pages of one PDF: whatever is written on them is named in the tree that a screen reader goes by. */
export class PdfPage {
	readonly #document: Document;
	readonly #root: Element;

	constructor(document: Document) {
		this.#document = document;
		this.#root = document.struct('Document');
		document.addStructure(this.#root);
	}

	get left(): number {
		return this.#document.page.margins.left;
	}

	get width(): number {
		return this.#document.page.width - this.left - this.#document.page.margins.right;
	}

	get y(): number {
		return this.#document.y;
	}

	set y(y: number) {
		this.#document.y = y;
	}

	element(type: string, parent: Element = this.#root): Element {
		const made = this.#document.struct(type);
		parent.add(made);
		return made;
	}

	/** Draws what belongs to an element of the tree. */
	within(type: string, element: Element, draw: () => void): void {
		element.add(this.#document.markStructureContent(type));
		draw();
		this.#document.endMarkedContent();
	}

	/** Draws what is only for the eye, and is passed over when the page is read out. */
	asDecoration(draw: () => void): void {
		this.#document.markContent('Artifact', { type: 'Layout' });
		draw();
		this.#document.endMarkedContent();
	}

	say(type: string, text: string, look: Look): void {
		const { before, after } = looks[look];
		const isHeading = type.startsWith('H');
		if (isHeading) this.keepTogether(roomAfterHeading);
		this.y += before;
		const element = this.element(type);
		this.within(type, element, () => this.write(text, look, { x: this.left, width: this.width }));
		this.y += after;
	}

	list(items: readonly string[], isOrdered: boolean): void {
		const list = this.element('L');
		for (const [at, text] of items.entries()) {
			this.keepTogether(this.heightOf(text, 'item', this.width - indent));
			const item = this.element('LI', list);
			const top = this.y;
			this.within('Lbl', this.element('Lbl', item), () =>
				this.write(isOrdered ? `${at + 1}.` : '•', 'item', { x: this.left, width: indent })
			);
			this.y = top;
			this.within('LBody', this.element('LBody', item), () =>
				this.write(text, 'item', { x: this.left + indent, width: this.width - indent })
			);
			this.y += looks.item.after;
		}
		this.y += looks.text.after;
	}

	/** Lines to write on by hand. */
	lines(count: number): void {
		for (let line = 0; line < count; line += 1) {
			this.keepTogether(lineRoom);
			this.y += lineRoom;
			this.rule(this.y);
		}
		this.y += looks.text.after;
	}

	rule(y: number): void {
		this.asDecoration(() => {
			const end = this.left + this.width;
			this.#document.moveTo(this.left, y).lineTo(end, y).lineWidth(0.5).strokeColor('#999').stroke();
		});
	}

	write(
		text: string,
		look: Look,
		at: { readonly x: number; readonly width: number; readonly isRight?: boolean }
	): void {
		const { x, width, isRight = false } = at;
		this.#take(look);
		this.#document.text(printable(text), x, this.y, { width, align: isRight ? 'right' : 'left' });
	}

	heightOf(text: string, look: Look, width: number): number {
		this.#take(look);
		return this.#document.heightOfString(printable(text), { width });
	}

	hasRoomFor(height: number): boolean {
		return this.y + height <= this.#document.page.height - this.#document.page.margins.bottom;
	}

	/** Goes on to the next page where this one has no room. */
	keepTogether(height: number): void {
		if (!this.hasRoomFor(height)) this.next();
	}

	next(): void {
		this.#document.addPage();
	}

	/** The same words at the foot of every page, with its number: known once all are written. */
	drawFeet(foot: string): void {
		const { count } = this.#document.bufferedPageRange();
		for (let at = 0; at < count; at += 1) {
			this.#document.switchToPage(at);
			const { page } = this.#document;
			const { left, right, bottom } = page.margins;
			// Writing below the margin would begin another page.
			page.margins.bottom = 0;
			this.#document.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
			this.#take('small');
			const y = page.height - 40;
			const width = page.width - left - right;
			this.#document.text(printable(foot), left, y, { width: width - 80, height: 12, ellipsis: true });
			this.#document.text(`Page ${at + 1} of ${count}`, left, y, { width, align: 'right', lineBreak: false });
			this.#document.endMarkedContent();
			page.margins.bottom = bottom;
		}
	}

	end(): void {
		this.#root.end();
		this.#document.end();
	}

	#take(look: Look): void {
		const { font, size, colour } = looks[look];
		this.#document.font(font).fontSize(size).fillColor(colour);
	}
}

/** Control characters have no shape, and a tab would be drawn as a missing letter. */
function printable(text: string): string {
	return cleanText(text)
		.replace(/\t/g, ' ')
		.replace(/\p{Cc}/gu, (sign) => (sign === '\n' ? '\n' : ''));
}
