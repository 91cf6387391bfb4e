import type { Rag } from '#lib/domain/plan/PlanItem.ts';
import type { TableRow } from '#lib/domain/plan/table/PlanTable.ts';
import type { XmlHandlers } from '../caseload/workbook/readXml.ts';
import { ragOfFill } from './ragOfFill.ts';

type Attributes = Readonly<Record<string, string>>;
type Paragraph = { text: string; style: string; isListed: boolean };
type Cell = { readonly paragraphs: string[]; span: number; continues: boolean; fill: string };
type Table = { readonly cells: Cell[]; before: number; row: number; readonly above: (Cell & { text: string })[] };

/** Words that a document keeps but does not show: moved away, or a second time for programs that know no boxes. */
const unseen = new Set(['moveFrom', 'Fallback', 'del', 'footnote', 'endnote']);

/**
 * The lines of a Word document's body (ECMA-376 part 1, 17): paragraphs and the rows of its tables, in their order. A
 * table within a cell is words of that cell; a cell merged downwards is read in each of its rows.
 */
export class WordReader {
	readonly rows: TableRow[] = [];
	readonly #tables: Table[] = [];
	readonly #paragraphs: Paragraph[] = [];
	#cell: Cell | null = null;
	#count = { paragraphs: 0, tables: 0 };
	#unseen = 0;
	#inText = false;
	#inProperties = 0;

	handlers(): XmlHandlers {
		return {
			open: (name, attributes) => this.#open(name, attributes),
			close: (name) => this.#close(name),
			text: (text) => {
				if (this.#inText && this.#unseen === 0) this.#write(text);
			}
		};
	}

	#open(name: string, attributes: Attributes): void {
		if (unseen.has(name)) this.#unseen += 1;
		switch (name) {
			case 'p':
				this.#paragraphs.push({ text: '', style: '', isListed: false });
				return;
			case 't':
				this.#inText = true;
				return;
			case 'pPr':
			case 'rPr':
				this.#inProperties += 1;
				return;
			case 'tbl':
				this.#tables.push({ cells: [], before: 0, row: 0, above: [] });
				if (this.#tables.length === 1) this.#count.tables += 1;
				return;
			default:
				return this.#tables.length === 1 ? this.#openInTable(name, attributes) : this.#openInText(name, attributes);
		}
	}

	#openInTable(name: string, attributes: Attributes): void {
		const table = this.#tables[0];
		const cell = this.#cell;
		if (name === 'tr' && table !== undefined) Object.assign(table, { row: table.row + 1, before: 0 });
		else if (name === 'gridBefore' && table !== undefined) table.before = Number(valueOf(attributes)) || 0;
		else if (name === 'tc') this.#cell = { paragraphs: [], span: 1, continues: false, fill: '' };
		else if (name === 'gridSpan' && cell !== null) cell.span = Math.min(64, Number(valueOf(attributes)) || 1);
		else if (name === 'vMerge' && cell !== null) cell.continues = valueOf(attributes) !== 'restart';
		else if (name === 'shd' && cell !== null && this.#inProperties === 0)
			cell.fill = attributeOf(attributes, 'fill') ?? '';
		else this.#openInText(name, attributes);
	}

	#openInText(name: string, attributes: Attributes): void {
		const paragraph = this.#paragraphs.at(-1);
		if (paragraph === undefined || this.#unseen > 0) return;
		if (name === 'pStyle') paragraph.style = valueOf(attributes) ?? '';
		else if (name === 'numPr') paragraph.isListed = true;
		else if (this.#inProperties > 0) return;
		else if (name === 'tab') this.#write('\t');
		else if (name === 'cr' || (name === 'br' && attributeOf(attributes, 'type') === undefined)) this.#write('\n');
		else if (name === 'noBreakHyphen') this.#write('\u2011');
	}

	#write(text: string): void {
		const paragraph = this.#paragraphs.at(-1);
		if (paragraph !== undefined) paragraph.text += text;
	}

	#close(name: string): void {
		if (unseen.has(name)) this.#unseen -= 1;
		if (name === 't') this.#inText = false;
		else if (name === 'pPr' || name === 'rPr') this.#inProperties -= 1;
		else if (name === 'p') this.#endParagraph();
		else if (name === 'tbl') this.#tables.pop();
		else if (this.#tables.length !== 1) return;
		else if (name === 'tc') this.#endCell();
		else if (name === 'tr') this.#endRow();
	}

	#endParagraph(): void {
		const paragraph = this.#paragraphs.pop();
		if (paragraph === undefined) return;
		const isBullet = paragraph.isListed && paragraph.text.trim() !== '';
		const text = isBullet ? `• ${paragraph.text}` : paragraph.text;
		const around = this.#paragraphs.at(-1);
		// A box of text stands in a paragraph around it: it is read on a line of its own.
		if (around !== undefined) around.text += text === '' ? '' : `\n${text}`;
		else if (this.#cell !== null) this.#cell.paragraphs.push(text);
		else this.#say(text, paragraph.style);
	}

	/** A caption names a table and is no line of the plan. */
	#say(text: string, style: string): void {
		this.#count.paragraphs += 1;
		if (/^caption$/i.test(style)) return;
		const at = { part: 'paragraphs', name: '', row: this.#count.paragraphs } as const;
		this.rows.push({ at, cells: [text], ...(/^title$/i.test(style) ? { isTitle: true } : {}) });
	}

	#endCell(): void {
		if (this.#cell !== null) this.#tables[0]?.cells.push(this.#cell);
		this.#cell = null;
	}

	#endRow(): void {
		const table = this.#tables[0];
		if (table === undefined) return;
		const texts = Array.from({ length: table.before }, () => '');
		const shades: (Rag | null)[] = texts.map(() => null);
		for (const cell of table.cells.splice(0)) {
			const column = texts.length;
			const above = cell.continues ? table.above[column] : undefined;
			const shown = above ?? { ...cell, text: cell.paragraphs.join('\n') };
			table.above[column] = shown;
			texts.push(shown.text, ...Array.from({ length: cell.span - 1 }, () => ''));
			shades.push(ragOfFill(shown.fill), ...Array.from({ length: cell.span - 1 }, () => null));
		}
		const at = { part: 'table', name: String(this.#count.tables), row: table.row } as const;
		this.rows.push({ at, cells: texts, shades });
	}
}

function valueOf(attributes: Attributes): string | undefined {
	return attributeOf(attributes, 'val');
}

/** By its name without the prefix, which is the writer's own choice. */
function attributeOf(attributes: Attributes, name: string): string | undefined {
	return attributes[`w:${name}`] ?? Object.entries(attributes).find(([key]) => key.split(':').at(-1) === name)?.[1];
}
