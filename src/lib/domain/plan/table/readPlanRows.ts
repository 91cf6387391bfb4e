import { isRef, mostItems, mostLetters, tableCells, textCells, tidyLine, tidyLines, tidyText } from '../PlanItem.ts';
import type { RagCell, TableCell, TableItem, TextCell } from '../PlanItem.ts';
import { joinLead, readLead } from '../readLead.ts';
import { readColumns, type Columns } from './columnsOf.ts';
import { giveRefs, type ReadItem } from './giveRefs.ts';
import { columnHeadings, readHeading, readRag } from './headings.ts';
import type { PlanTable, ReadLine, TableRow } from './PlanTable.ts';

export type ReadTable = { readonly table: PlanTable; readonly lines: readonly ReadLine[] };

/**
 * The table of an improvement plan out of the lines of a file, whichever program wrote it: a heading for each
 * recommendation, what was found, and the table under it. Each thing that was not taken as it stands has a line in the
 * report; where one of them is a fault, the table is not to be brought in.
 */
export function readPlanRows(rows: readonly TableRow[]): ReadTable {
	return new TableReader().read(rows);
}

type Draft = { readonly number: string; words: string; readonly summary: string[]; readonly items: ReadItem[] };
type Writable = { -readonly [cell in keyof TableItem]: TableItem[cell] };

class TableReader {
	readonly #lines: ReadLine[] = [];
	readonly #recommendations: Draft[] = [];
	#title = '';
	#columns: Columns | null = null;
	/** Between a recommendation's heading and its table. */
	#isBefore = true;

	read(given: readonly TableRow[]): ReadTable {
		const rows = given
			.map((row) => ({ ...row, cells: row.cells.map(tidyText) }))
			.filter(({ cells }) => cells.some((cell) => cell !== ''));
		for (let at = 0; at < rows.length; at += 1) {
			const row = rows[at];
			if (row === undefined || this.#begin(row)) continue;
			const header = readColumns(row, rows[at + 1]);
			if (header === null) this.#take(row);
			else {
				this.#columns = header.columns;
				this.#isBefore = false;
				if (header.isTorn) at += 1;
			}
		}
		return this.#end(rows[0]);
	}

	#end(first: TableRow | undefined): ReadTable {
		const items = this.#recommendations.flatMap((one) => one.items);
		if (items.length === 0 && first !== undefined) this.#note(first, 'no-table', first.cells.join(' '));
		const over = items[mostItems];
		if (over !== undefined) this.#lines.push({ at: over.at, code: 'too-long', facts: { most: mostItems }, says: '' });
		this.#lines.push(...giveRefs(this.#recommendations));
		const recommendations = this.#recommendations.map(({ number, words, summary, items: read }) => ({
			...{ number, words, summary: tidyLines(summary.join('\n')) },
			items: read.map(({ cells }) => cells)
		}));
		return { table: { title: this.#title, recommendations }, lines: this.#lines };
	}

	#note(row: TableRow, code: ReadLine['code'], says: string, facts?: ReadLine['facts']): void {
		const line = { at: row.at, code, says: tidyLine(says).slice(0, 160) };
		this.#lines.push(facts === undefined ? line : { ...line, facts });
	}

	/** A recommendation's heading, alone on its line or with its words beside it; one that goes on is not begun again. */
	#begin(row: TableRow): boolean {
		const [first = '', ...rest] = row.cells.filter((cell) => cell !== '');
		const heading = readHeading(first);
		if (heading === null || rest.length > 1) return false;
		this.#isBefore = true;
		if (this.#recommendations.at(-1)?.number === heading.number) return true;
		if (this.#recommendations.some(({ number }) => number === heading.number))
			this.#note(row, 'number-twice', first, { number: heading.number });
		const words = tidyLine(`${heading.words} ${rest[0] ?? ''}`);
		this.#recommendations.push({ number: heading.number, words, summary: [], items: [] });
		return true;
	}

	#take(row: TableRow): void {
		const isTable = row.at.part !== 'paragraphs';
		if (!this.#isBefore || (isTable && this.#startsWithRef(row))) return this.#item(row);
		const filled = row.cells.filter((cell) => cell !== '');
		const [only = ''] = filled;
		const current = this.#recommendations.at(-1);
		if (filled.length !== 1) this.#note(row, 'left-out', filled.join(' | '));
		else if (current === undefined) this.#name(row, only);
		else if (current.words === '') current.words = tidyLine(only);
		else current.summary.push(only);
	}

	/** A table whose headings are those of the table before it. */
	#startsWithRef(row: TableRow): boolean {
		const at = this.#columns?.indexOf('ref') ?? -1;
		return at >= 0 && isRef(row.cells[at] ?? '') && row.cells.filter((cell) => cell !== '').length > 1;
	}

	#name(row: TableRow, line: string): void {
		if (this.#title === '' || row.isTitle === true) this.#title = tidyLine(line).slice(0, 200);
		else this.#note(row, 'left-out', line);
	}

	#item(row: TableRow): void {
		if (row.at.part === 'paragraphs') return this.#note(row, 'left-out', row.cells.join(' '));
		this.#isBefore = false;
		const cells = this.#cellsOf(row);
		const { ref, action } = cells;
		const before = this.#recommendations.at(-1)?.items.at(-1);
		const sameRef = ref === '' || ref === before?.cells.ref;
		const goesOn = sameRef && (action === '' || action === before?.cells.action || (ref === '' && isRest(cells)));
		if (goesOn && before !== undefined) return this.#join(row, before, cells);
		const isAlone = row.cells.filter((cell) => cell !== '').length === 1;
		if (isAlone && (!isRef(ref) || ref === '')) return this.#note(row, 'left-out', row.cells.join(' '));
		if (ref !== '' && !isRef(ref)) this.#note(row, 'ref-wrong', ref);
		if (action === '') this.#note(row, 'action-missing', ref, { ref });
		this.#judge(row, cells);
		const wants = ref === '' ? 'given' : ref === before?.cells.ref ? 'lettered' : null;
		this.#current(row).items.push({ at: row.at, cells, wants });
	}

	#current(row: TableRow): Draft {
		const current = this.#recommendations.at(-1);
		if (current !== undefined) return current;
		this.#note(row, 'no-recommendation', row.cells.join(' | '));
		const made = { number: '1', words: '', summary: [], items: [] };
		this.#recommendations.push(made);
		return made;
	}

	#judge(row: TableRow, cells: TableItem): void {
		const long = textCells.find((cell) => cells[cell].length > mostLetters);
		if (long !== undefined) this.#note(row, 'too-long', cells[long], { cell: long, most: mostLetters });
		if (cells.lead !== '' && readLead(cells.lead).dueOn === null) this.#note(row, 'no-day', cells.lead);
	}

	/** A row that a page break tore in two, or that merged cells made two of. */
	#join(row: TableRow, before: ReadItem, more: TableItem): void {
		const cells: Writable = { ...before.cells };
		for (const cell of tableCells) {
			if (cell === 'progressRag' || cell === 'impactRag') cells[cell] ??= more[cell];
			else if (cell !== 'ref' && more[cell] !== '' && more[cell] !== cells[cell])
				cells[cell] = tidyText(`${cells[cell]}\n${more[cell]}`);
		}
		before.cells = cells;
		this.#note(row, 'joined', row.cells.filter((cell) => cell !== '').join(' | '), { ref: cells.ref });
	}

	#cellsOf(row: TableRow): Writable {
		const found: Writable = {
			...{ ref: '', action: '', outcome: '', measure: '', lead: '', progress: '' },
			...{ progressRag: null, impactRag: null }
		};
		for (const [at, text] of row.cells.entries()) {
			const column = this.#columns?.[at] ?? null;
			if (column === null) {
				if (text !== '') this.#note(row, 'left-out', text);
			} else if (column === 'timescale') found.lead = joinLead(found.lead, text);
			else if (column === 'progressRag' || column === 'impactRag') continue;
			else found[column] = column === 'ref' ? tidyLine(text) : tidyText(`${found[column]}\n${text}`);
		}
		for (const [at, column] of (this.#columns ?? []).entries())
			if (column === 'progressRag' || column === 'impactRag') this.#rag(row, { at, column, found });
		return found;
	}

	/** A word that is no colour is kept where words are kept. */
	#rag(row: TableRow, { at, column, found }: { at: number; column: RagCell; found: Writable }): void {
		const text = row.cells[at] ?? '';
		const rag = readRag(text);
		const shade = row.shades?.[at] ?? null;
		if (rag === 'other') {
			found.progress = tidyText(`${found.progress}\n${columnHeadings[column]}: ${text}`);
			this.#note(row, 'rag-words', text, { column: columnHeadings[column] });
		} else if (rag === null && shade !== null) {
			found[column] = shade;
			this.#note(row, 'rag-shade', columnHeadings[column], { rag: shade });
		} else found[column] ??= rag;
	}
}

/** Words of the action and nothing beside them that an action of its own would have. */
function isRest(cells: Readonly<Record<Extract<TableCell, TextCell>, string>>): boolean {
	return cells.outcome === '' && cells.measure === '' && cells.lead === '';
}
