import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { must } from '../shared/Result.ts';
import { annexAList, annexALists, listOfSheet } from './annexAColumns.ts';
import { WarningLog } from './dataQuality.ts';
import { findHeaderRow, matchHeader, normaliseHeader, placeColumns } from './matchHeaders.ts';

const list = (number: number) => must(annexAList(number), `list ${number}`);
const columnsFile = '../shared/annex-a/columns.json';

test.runIf(existsSync(columnsFile))(
	'our lists have the headers and required marks of the reference, in its order',
	() => {
		type Reference = { lists: { number: number; columns: { header: string; required: boolean }[] }[] };
		const reference = JSON.parse(readFileSync(columnsFile, 'utf8')) as Reference;
		const plain = (header: string, required: boolean) => `${header} ${required ? 'required' : ''}`;
		for (const { number, columns } of reference.lists) {
			expect(list(number).columns.map((one) => plain(one.header, one.required))).toEqual(
				columns.map((one) => plain(one.header, one.required))
			);
		}
		expect(annexALists.flatMap((one) => one.columns)).toHaveLength(169);
	}
);

test('every header finds its own column, however its words are cased, spaced or quoted', () => {
	for (const one of annexALists) {
		for (const column of one.columns) {
			expect(matchHeader(one, column.header)).toEqual({ column, exact: true });
			for (const variant of [
				column.header.toUpperCase(),
				` ${column.header} `,
				column.header.replace(/ /g, '\u00a0')
			]) {
				expect(matchHeader(one, variant)?.column.header).toBe(column.header);
			}
		}
	}
});

test.each([
	[1, 'Age', 'Age of Child (Years)'],
	[1, 'Contact date', 'Date of Contact'],
	[3, 'Date of Referral', 'Date of referral'],
	[3, 'Referral date', 'Date of referral'],
	[
		8,
		'Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))',
		'Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)'
	],
	[
		8,
		'Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months',
		"Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months"
	],
	[8, 'Child’s Legal Status', "Child's Legal Status"],
	[9, 'Allocated Personal Adviser', 'Allocated Personal Advisor'],
	[10, 'Date of Adoption Order ', 'Date of Adoption Order'],
	[4, 'DOB', 'Date of Birth']
])('list %d: %j is %j', (number, header, official) => {
	expect(matchHeader(list(number), header)).toMatchObject({ column: { header: official }, exact: false });
});

test.each([
	'Placement age',
	'Average',
	'Language',
	'Age at referral',
	'Stage',
	'Manager',
	'Child Name',
	"Child's Name",
	'Team around the family',
	''
])('%j is none of the columns: an age is not found inside other words', (header) => {
	for (const one of annexALists) expect(matchHeader(one, header)).toBeNull();
});

test('quotes, curly or straight, and brackets make no difference to a header', () => {
	expect(normaliseHeader('The ‘Missing’ (Y/N))')).toBe(normaliseHeader("the 'missing' (y/n)"));
});

test('the row of headers is found under a title, and not in a sheet without an identifier', () => {
	const header = { row: 4, cells: ['Gender', 'Child Unique ID', 'Age', 'Date of Contact'] };
	expect(findHeaderRow(list(1), [{ row: 1, cells: ['Contacts, run on Monday'] }, header])).toBe(1);
	expect(findHeaderRow(list(1), [{ row: 1, cells: ['Gender', 'Age', 'Date of Contact'] }])).toBeNull();
});

test('strange, doubled, missing and differently worded columns are each reported, by letter or by official name', () => {
	const log = new WarningLog();
	const cells = ['Child Unique ID', 'Shoe size', 'Gender', 'Gender', 'Ethnicity', 'Age', '', 'Date of Contact'];
	const placed = placeColumns(list(1), { row: 1, cells }, log);
	expect(placed.map(({ index }) => index)).toEqual([0, 2, 4, 5, 7]);
	expect(log.warnings().map(({ code, column }) => `${code} ${column}`)).toEqual([
		'caseload.column-unknown B',
		'caseload.column-duplicate Gender',
		'caseload.column-missing Contact Source',
		'caseload.header-variant Age of Child (Years)'
	]);
});

test.each([
	['List 8', 8],
	['LIST_08', 8],
	['Annex A List 8 - Children in care', 8],
	['AnnexAList11', 11],
	['L10', 10],
	['list-1', 1],
	['List 12', null],
	['Checklist 3', null],
	['Level 2', null],
	['Sheet1', null],
	['List 100', null],
	['Notes', null]
])('the sheet %j is list %j', (name, number) => {
	expect(listOfSheet(name)).toBe(number);
});
