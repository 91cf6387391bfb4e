import type { PaperTable } from '#lib/domain/papers/Paper.ts';
import type { Element, Look, PdfPage } from './PdfPage.ts';

const gap = 8;
const pad = 3;

/** A table row by row: no row is parted between two pages, and the first one stands again at the top of each. */
export function drawTable(page: PdfPage, table: PaperTable): void {
	page.keepTogether(70);
	const element = page.element('Table');
	page.y += 6;
	page.within('Caption', page.element('Caption', element), () =>
		page.write(table.caption, 'strong', { x: page.left, width: page.width })
	);
	page.y += 2;
	const columns = place(page, table);
	const headings = table.columns.map(({ heading }) => heading);
	drawRow(page, headings, columns, { look: 'smallStrong', tree: element });
	for (const cells of table.rows) {
		if (!page.hasRoomFor(rowHeight(page, cells, columns, 'small'))) {
			page.next();
			drawRow(page, headings, columns, { look: 'smallStrong', tree: null });
		}
		drawRow(page, cells, columns, { look: 'small', tree: element });
	}
	page.y += 8;
}

type Column = { readonly x: number; readonly width: number; readonly isRight: boolean };

function place(page: PdfPage, { columns }: PaperTable): readonly Column[] {
	const whole = columns.reduce((sum, { share = 1 }) => sum + share, 0);
	const room = page.width - gap * (columns.length - 1);
	let x = page.left;
	return columns.map(({ share = 1, isNumber = false }) => {
		const column = { x, width: (share / whole) * room, isRight: isNumber };
		x += column.width + gap;
		return column;
	});
}

function rowHeight(page: PdfPage, cells: readonly string[], columns: readonly Column[], look: Look): number {
	const heights = columns.map(({ width }, at) => page.heightOf(cells[at] ?? '', look, width));
	return Math.max(0, ...heights) + 2 * pad;
}

/** `tree` is null for headings that are repeated: they are there for the eye and were read out once. */
type RowLook = { readonly look: Look; readonly tree: Element | null };

function drawRow(page: PdfPage, cells: readonly string[], columns: readonly Column[], { look, tree }: RowLook): void {
	const height = rowHeight(page, cells, columns, look);
	const top = page.y;
	const row = tree === null ? null : page.element('TR', tree);
	for (const [at, column] of columns.entries()) {
		page.y = top + pad;
		const draw = () => page.write(cells[at] ?? '', look, column);
		const type = look === 'smallStrong' || at === 0 ? 'TH' : 'TD';
		if (row === null) page.asDecoration(draw);
		else page.within(type, page.element(type, row), draw);
	}
	page.y = top + height;
	page.rule(page.y);
}
