/**
 * What the reader says about the data. A warning carries a code, a list, a column by Ofsted's own
 * header or by its letter, row numbers and a count: never a value from the file.
 */
export const warningLevels = {
	'caseload.sheet-ignored': 'left-out',
	'caseload.list-repeated': 'left-out',
	'caseload.header-not-found': 'left-out',
	'caseload.case-number-missing': 'left-out',
	'caseload.case-number-unusable': 'left-out',
	'caseload.adopters-left-out': 'left-out',
	'caseload.row-blank': 'left-out',
	'caseload.header-repeated': 'left-out',
	'caseload.column-unknown': 'left-out',
	'caseload.column-duplicate': 'left-out',
	'caseload.list-empty': 'note',
	'caseload.column-missing': 'check',
	'caseload.cell-missing': 'check',
	'caseload.not-available': 'check',
	'caseload.formula-without-value': 'check',
	'caseload.born-missing': 'check',
	'caseload.born-differs': 'check',
	'caseload.age-unknown': 'check',
	'caseload.adult-in-list': 'check',
	'caseload.before-birth': 'check',
	'caseload.date-unreadable': 'check',
	'caseload.date-in-future': 'check',
	'caseload.number-unreadable': 'check',
	'caseload.code-unknown': 'check',
	'caseload.postcode-unusable': 'check',
	'caseload.text-not-kept': 'check',
	'caseload.stage-unknown': 'check',
	'caseload.row-repeated': 'note',
	'caseload.code-loose': 'note',
	'caseload.header-variant': 'note',
	'caseload.space-in-text': 'note',
	'caseload.text-shortened': 'note',
	'caseload.age-decimal': 'note',
	'caseload.date-as-text': 'note'
} as const satisfies Record<string, WarningLevel>;

/** left-out: something was not taken; check: the council's data needs a look; note: read all the same. */
export type WarningLevel = 'left-out' | 'check' | 'note';
export type WarningCode = keyof typeof warningLevels;
export const warningCodes = Object.keys(warningLevels) as WarningCode[];

export type CaseloadWarning = {
	readonly code: WarningCode;
	readonly level: WarningLevel;
	/** The Annex A list; null where the file has no lists. */
	readonly list: number | null;
	/** Ofsted's header, or the letter of a column that is none of Ofsted's. */
	readonly column: string | null;
	/** The first rows it was met in, as numbered in the file. */
	readonly rows: readonly number[];
	readonly count: number;
};

const rowsShown = 20;
const levelOrder: readonly WarningLevel[] = ['left-out', 'check', 'note'];

type Tallied = { code: WarningCode; list: number | null; column: string | null; rows: number[]; count: number };
export type Place = { readonly list?: number | null; readonly column?: string | null; readonly row?: number };

/** Gathers like with like, so that ten thousand bad cells are one line with a count. */
export class WarningLog {
	readonly #tallied = new Map<string, Tallied>();

	add(code: WarningCode, { list = null, column = null, row }: Place, times = 1): void {
		const key = `${code}|${list}|${column}`;
		const found = this.#tallied.get(key) ?? { code, list, column, rows: [], count: 0 };
		found.count += times;
		if (row !== undefined && found.rows.length < rowsShown) found.rows.push(row);
		this.#tallied.set(key, found);
	}

	/** What was left out first, then what to check, then notes; within these by list and size. */
	warnings(): CaseloadWarning[] {
		return [...this.#tallied.values()].map((one) => ({ ...one, level: warningLevels[one.code] })).sort(byWeight);
	}
}

function byWeight(one: CaseloadWarning, other: CaseloadWarning): number {
	return (
		levelOrder.indexOf(one.level) - levelOrder.indexOf(other.level) ||
		(one.list ?? 0) - (other.list ?? 0) ||
		other.count - one.count
	);
}
