import { must } from '../shared/Result.ts';
import { annexAList } from './annexAColumns.ts';
import type { Cell, Sheet } from './cells.ts';

type Values = Readonly<Record<string, Cell>>;

const usual: Values = {
	Gender: 'b) Female',
	Ethnicity: 'a) WBRI',
	'Date of Birth': '2015-03-12',
	'Age of Child (Years)': 11,
	'Does the Child have a Disability': 'b) No',
	'Allocated Team': 'North',
	'Allocated Worker': 'Ruth Fenn'
};

const filler: Readonly<Record<string, Cell>> = {
	date: '2026-09-01',
	count: 0,
	postcode: 'QA1 2BC',
	adviser: 'Dana Whitlock',
	drop: 'x',
	team: 'Early Help Service'
};

const codes: Readonly<Record<string, Cell>> = {
	yesNo: 'b) No',
	need: 'N1 - Abuse or neglect',
	abuse: 'a) Neglect',
	caseStatus: 'c) Child in need plan',
	legalStatus: 'C2: FCO',
	placementType: 'f) U6: Foster placement - not FFA',
	inTouch: 'a) Yes',
	eligibility: 'b) Former relevant child'
};

/** A list with Ofsted's headers; each row has what is required of it, and what the test says over that. */
export function aList(number: number, rows: readonly Values[]): Sheet {
	const columns = must(annexAList(number), `list ${number}`).columns;
	const cell = (values: Values, column: (typeof columns)[number]): Cell => {
		if (column.header in values) return values[column.header] ?? null;
		if (column.header in usual) return usual[column.header] ?? null;
		if (!column.required) return null;
		return (column.use.kind === 'code' ? codes[column.use.code] : filler[column.use.kind]) ?? null;
	};
	return {
		name: `List ${number}`,
		rows: [
			{ row: 1, cells: columns.map(({ header }) => header) },
			...rows.map((values, at) => ({ row: at + 2, cells: columns.map((column) => cell(values, column)) }))
		]
	};
}
