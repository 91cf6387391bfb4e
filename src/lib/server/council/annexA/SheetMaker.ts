import { annexAList } from '#lib/domain/frames/annexAColumns.ts';
import { columnLetter } from '#lib/domain/frames/cells.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { addDays, daysBetween } from '#lib/domain/shared/dates.ts';
import type { Chance } from './Chance.ts';
import type { InventedChild } from './inventChildren.ts';
import { dirtRates, plantDirt } from './plantDirt.ts';
import type { Tally } from './Tally.ts';
import { oldHeaders, wordHeader } from './wordHeader.ts';
import type { WrittenCell, WrittenSheet } from './WrittenCell.ts';
import { written } from './WrittenCell.ts';

export type SheetsRequest = {
	readonly children: readonly InventedChild[];
	readonly seed: string;
	readonly asAt: Day;
	readonly isDirty: boolean;
	readonly tally: Tally;
};

/** Columns of the council's own among Ofsted's: two of them would be a leak. */
const ownColumns: Readonly<
	Record<number, { readonly header: string; readonly at: number; readonly of: (child: InventedChild) => string }>
> = {
	6: { header: 'Locality Ward', at: 14, of: () => 'Millbrook' },
	7: { header: "Child's Name", at: 1, of: (child) => child.name },
	8: { header: 'Home Postcode', at: 34, of: (child) => child.homePostcode }
};

/** Writes one list: its headers, its rows, and what a report strews among them. */
export class SheetMaker {
	readonly #list: number;
	readonly #request: SheetsRequest;
	readonly #chance: Chance;
	readonly #headers: string[];
	readonly #rows: (WrittenCell[] | null)[] = [];
	readonly #merged: string[] = [];

	constructor(list: number, request: SheetsRequest, chance: Chance) {
		this.#list = list;
		this.#request = request;
		this.#chance = chance;
		const isOld = list === 9 && request.isDirty && chance.for('old').happens(0.25);
		this.#headers = isOld ? oldHeaders(list) : (annexAList(list)?.columns ?? []).map(({ header }) => header);
	}

	writeHeader(): void {
		if (!this.#request.isDirty) return void this.#rows.push(this.#headers);
		if (this.#list === 5) {
			this.#rows.push(['Annex A: section 47 enquiries, run for Dipper']);
			this.#merged.push('A1:F1');
		}
		this.#rows.push(this.#dirtyHeader());
		this.#tallyHeader();
	}

	writeChildren(): void {
		const { children, tally } = this.#request;
		const headers = new Set(this.#headers);
		for (const child of children) {
			for (const [at, entry] of child.entries.entries()) {
				if (entry.list !== this.#list) continue;
				const chance = this.#chance.for(`${child.caseRef} ${at}`);
				const values = this.#request.isDirty
					? plantDirt(child, entry, chance, { asAt: this.#request.asAt, tally, headers })
					: entry.values;
				if (this.#request.isDirty) this.#strayRows(values, chance);
				this.#writeRow(values, child);
			}
		}
		if (this.#request.isDirty) this.#endOfSheet();
	}

	writeAdopters(): void {
		const { children, tally } = this.#request;
		const families = Math.ceil(children.length / 250);
		for (let at = 0; at < families; at += 1) {
			const enquiredOn = addDays(this.#request.asAt, -this.#chance.whole(200, 360));
			const values: Record<string, WrittenCell> = {
				'Individual adopter identifier': `9X-A${1000 + at}`,
				'Family identifier': `F${1000 + at}`,
				Gender: 'b) Female',
				Ethnicity: 'a) WBRI',
				Disability: 'b) No',
				'Is the (prospective) adopter fostering for adoption?': 'b) No',
				'Date enquiry received': written(enquiredOn),
				'Date Stage 1 started': written(addDays(enquiredOn, 13)),
				'Date Stage 1 ended': written(addDays(enquiredOn, 26)),
				'Date Stage 2 started': written(addDays(enquiredOn, 39))
			};
			this.#writeRow(values, null);
			tally.plant('caseload.adopters-left-out', this.#list);
		}
	}

	made(name: string): WrittenSheet {
		return { name, rows: this.#rows, merged: this.#merged };
	}

	#dirtyHeader(): WrittenCell[] {
		const header = this.#headers.map((text) => wordHeader(this.#list, text));
		const own = ownColumns[this.#list];
		if (own !== undefined) header.splice(own.at, 0, own.header);
		if (this.#list === 4) header.push('Gender');
		return header;
	}

	#tallyHeader(): void {
		const { tally } = this.#request;
		const variants = this.#headers.filter((header) => wordHeader(this.#list, header) !== header).length;
		if (variants > 0) tally.plant('caseload.header-variant', this.#list, variants);
		if (ownColumns[this.#list] !== undefined) tally.plant('caseload.column-unknown', this.#list);
		if (this.#list === 4) tally.plant('caseload.column-duplicate', this.#list);
		const missing = (annexAList(this.#list)?.columns ?? []).filter(
			(column) => column.required && !this.#headers.includes(column.header)
		);
		if (missing.length > 0) tally.plant('caseload.column-missing', this.#list, missing.length);
	}

	/** Between rows: a blank one, or one that names no child. */
	#strayRows(values: Record<string, WrittenCell>, chance: Chance): void {
		const { tally } = this.#request;
		if (chance.happens(dirtRates.blankRow)) {
			this.#rows.push(null);
			tally.plant('caseload.row-blank', this.#list);
		}
		if (chance.happens(dirtRates.noCaseNumber)) {
			this.#writeRow({ ...values, 'Child Unique ID': null }, null);
			tally.plant('caseload.case-number-missing', this.#list);
		}
	}

	/** Reports end in a line of totals; long ones repeat their headers. */
	#endOfSheet(): void {
		const { tally } = this.#request;
		if (this.#list === 6 && this.#rows.length > 1) {
			this.#rows.push(this.#dirtyHeader());
			tally.plant('caseload.header-repeated', this.#list);
		}
		if (this.#list === 1 || this.#list === 3) {
			this.#rows.push(['Grand total', null, null, null, this.#rows.length]);
			tally.countRow(this.#list);
			tally.plant('caseload.case-number-unusable', this.#list);
		}
	}

	#writeRow(values: Record<string, WrittenCell>, child: InventedChild | null): void {
		const cells = this.#headers.map((header) => values[header] ?? null);
		if (this.#list >= 10) this.#writeFormulas(cells);
		const own = this.#request.isDirty ? ownColumns[this.#list] : undefined;
		if (own !== undefined) cells.splice(own.at, 0, child === null ? null : own.of(child));
		if (this.#request.isDirty && this.#list === 4) cells.push(values.Gender ?? null);
		this.#rows.push(cells);
		this.#request.tally.countRow(this.#list);
	}

	/** Councils fill these lists' dates from the first by formula; the file holds the value beside it. */
	#writeFormulas(cells: WrittenCell[]): void {
		const row = this.#rows.length + 1;
		let before: { at: number; day: Day } | null = null;
		for (const [at, cell] of cells.entries()) {
			if (cell === null || typeof cell !== 'object' || cell.kind !== 'date' || this.#headers[at] === 'Date of Birth')
				continue;
			if (before !== null) {
				const formula = `${columnLetter(before.at)}${row}+${daysBetween(before.day, cell.day)}`;
				cells[at] = { kind: 'formula', formula, day: cell.day };
				this.#request.tally.note('date by formula');
			}
			before = { at, day: cell.day };
		}
	}
}
