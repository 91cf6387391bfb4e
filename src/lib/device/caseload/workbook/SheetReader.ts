import type { Cell, SheetRow } from '#lib/domain/frames/cells.ts';
import { dayFromSerial } from '#lib/domain/frames/cells.ts';
import { CaseloadFault } from '../CaseloadFault.ts';
import type { ReadLimits } from '../limits.ts';
import { unescapeText } from './readParts.ts';
import type { XmlHandlers } from './readXml.ts';

export type SheetContext = {
	readonly strings: readonly string[];
	readonly isDateStyle: readonly boolean[];
	readonly date1904: boolean;
	readonly limits: ReadLimits;
	/** Counts filled rows of all sheets together. */
	readonly countRow: () => void;
	/** Days already worked out, as dates repeat. */
	readonly days: Map<number, string | null>;
};

const mostMerges = 50_000;
const mostFilled = 2_000_000;

/** Takes the events of one sheet's XML and keeps the rows that have anything in them. */
export class SheetReader {
	readonly rows: SheetRow[] = [];
	readonly unworkedRows: number[] = [];
	readonly #context: SheetContext;
	readonly #merges: string[] = [];
	#row = 0;
	#cells: (Cell | undefined)[] = [];
	#column = 0;
	#type = '';
	#style = '';
	#value = '';
	#hasValue = false;
	#hasFormula = false;
	#inValue = false;
	#inAid = false;

	constructor(context: SheetContext) {
		this.#context = context;
	}

	handlers(): XmlHandlers {
		return {
			open: (name, attributes) => this.#open(name, attributes),
			close: (name) => this.#close(name),
			text: (text) => {
				if (this.#inValue && !this.#inAid) this.#value += text;
			}
		};
	}

	#open(name: string, attributes: Readonly<Record<string, string>>): void {
		switch (name) {
			case 'c':
				return this.#startCell(attributes);
			case 'v':
			case 't':
				this.#inValue = true;
				this.#hasValue = true;
				return;
			case 'f':
				this.#hasFormula = true;
				return;
			case 'rPh':
				this.#inAid = true;
				return;
			case 'row':
				this.#row = attributes.r === undefined ? this.#row + 1 : Number(attributes.r);
				this.#cells = [];
				this.#column = -1;
				return;
			case 'mergeCell':
				if (this.#merges.length < mostMerges) this.#merges.push(attributes.ref ?? '');
		}
	}

	#close(name: string): void {
		switch (name) {
			case 'c':
				return this.#endCell();
			case 'v':
			case 't':
				this.#inValue = false;
				return;
			case 'rPh':
				this.#inAid = false;
				return;
			case 'row':
				return this.#endRow();
			case 'mergeCells':
				return this.#fillMerges();
		}
	}

	#startCell({ r, t, s }: Readonly<Record<string, string>>): void {
		this.#column = r === undefined ? this.#column + 1 : columnOf(r);
		this.#type = t ?? 'n';
		this.#style = s ?? '';
		this.#value = '';
		this.#hasValue = false;
		this.#hasFormula = false;
	}

	#endCell(): void {
		if (!this.#hasValue) {
			if (this.#hasFormula) this.unworkedRows.push(this.#row);
			return;
		}
		const cell = this.#readCell();
		if (cell === null || cell === '') return;
		if (this.#column >= this.#context.limits.columns) {
			throw new CaseloadFault('caseload.too-many-columns', { limit: this.#context.limits.columns });
		}
		this.#cells[this.#column] = cell;
	}

	#readCell(): Cell {
		const value = this.#value;
		switch (this.#type) {
			case 's':
				return this.#context.strings[Number(value)] ?? null;
			case 'n':
				return value === '' ? null : this.#readNumber(value);
			case 'b':
				return value === '1';
			case 'd':
				return value.slice(0, 10);
			case 'e':
				return value;
			default:
				return unescapeText(value);
		}
	}

	#readNumber(value: string): Cell {
		const number = Number(value);
		if (Number.isNaN(number)) return value;
		if (this.#style === '' || this.#context.isDateStyle[Number(this.#style)] !== true) return number;
		const known = this.#context.days.get(number);
		if (known !== undefined) return known ?? number;
		const day = dayFromSerial(number, this.#context.date1904);
		this.#context.days.set(number, day);
		return day ?? number;
	}

	#endRow(): void {
		if (this.#cells.length === 0) return;
		this.#context.countRow();
		this.rows.push({ row: this.#row, cells: this.#cells });
	}

	/** A merged block shows its one value over all its rows, so each of them has it; across columns it is one column's. */
	#fillMerges(): void {
		const byNumber = new Map(this.rows.map((row) => [row.row, row.cells as (Cell | undefined)[]]));
		let filled = 0;
		for (const merge of this.#merges) {
			const [from, to] = merge.split(':');
			if (from === undefined || to === undefined) continue;
			const column = columnOf(from);
			const first = rowOf(from);
			const last = Math.min(rowOf(to), this.rows.at(-1)?.row ?? 0);
			const value = byNumber.get(first)?.[column];
			if (value === undefined || value === null) continue;
			for (let row = first + 1; row <= last && filled < mostFilled; row += 1) {
				filled += 1;
				const cells = byNumber.get(row);
				if (cells !== undefined) cells[column] ??= value;
			}
		}
	}
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
	let column = 0;
	for (let at = 0; at < reference.length; at += 1) {
		const letter = reference.charCodeAt(at) & ~0x20;
		if (letter < 65 || letter > 90) break;
		column = column * 26 + letter - 64;
	}
	return column - 1;
}

function rowOf(reference: string): number {
	return Number(reference.replace(/^[A-Za-z$]+/, ''));
}
