import { expect, test } from 'vitest';
import { annexALists } from '#lib/domain/frames/annexAColumns.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { annexASheets, annexAWorkbook } from '../annexAWorkbook.ts';
import { inventChildren } from './inventChildren.ts';
import { makeSheets } from './makeSheets.ts';
import { wordHeader } from './wordHeader.ts';
import { Tally } from './Tally.ts';

const asAt = '2026-11-01';

function sheetsOf(isDirty: boolean) {
	const tally = new Tally();
	const children = inventChildren({ children: 1200, seed: 'sheets', asAt });
	return { tally, children, sheets: makeSheets({ children, seed: 'sheets', asAt, isDirty, tally }) };
}

test('a clean workbook has eleven lists under Ofsted’s own headers, and nothing planted but adopters', () => {
	const { sheets, tally } = sheetsOf(false);
	expect(sheets.map(({ name }) => name)).toEqual(annexALists.map(({ number }) => `List ${number}`));
	expect(sheets.map(({ rows }) => rows[0])).toEqual(
		annexALists.map(({ columns }) => columns.map(({ header }) => header))
	);
	expect(Object.keys(tally.planted())).toEqual(['caseload.adopters-left-out 11']);
});

test('every rule of the importer has dirt to meet', () => {
	const planted = Object.keys(annexAWorkbook({ children: 6000, seed: 'all', asAt }).tally.planted()).map(
		(key) => key.split(' ')[0]
	);
	expect([...new Set(planted)].sort()).toEqual(
		[
			'adopters-left-out',
			'adult-in-list',
			'age-decimal',
			'age-unknown',
			'before-birth',
			'born-missing',
			'case-number-missing',
			'case-number-unusable',
			'cell-missing',
			'code-loose',
			'code-unknown',
			'column-duplicate',
			'column-unknown',
			'date-as-text',
			'date-in-future',
			'date-unreadable',
			'header-repeated',
			'header-variant',
			'not-available',
			'postcode-unusable',
			'row-blank',
			'sheet-ignored',
			'space-in-text'
		].map((code) => `caseload.${code}`)
	);
});

test('the older list 9 is met with some seeds', () => {
	const seeds = Array.from({ length: 20 }, (_, at) => `seed ${at}`);
	const missing = seeds.filter(
		(seed) => 'caseload.column-missing 9' in annexAWorkbook({ children: 20, seed, asAt }).tally.planted()
	);
	expect(missing.length).toBeGreaterThan(0);
	expect(missing.length).toBeLessThan(15);
});

test('dates of adoption are formulas on the cell before, and their kept value is the day they come to', () => {
	const { sheets, tally } = sheetsOf(true);
	const adopters = must(
		sheets.find(({ name }) => name === 'List 11'),
		'list 11'
	);
	expect(adopters.rows[1]?.[7]).toMatchObject({ kind: 'formula', formula: 'G2+13' });
	expect(tally.silent.get('date by formula')).toBeGreaterThan(10);
});

test('names and postcodes are in the file, in columns of the council’s own', () => {
	const { sheets, tally } = sheetsOf(true);
	const text = JSON.stringify(sheets);
	expect([...tally.personal].filter((personal) => text.includes(personal)).length).toBeGreaterThan(100);
	expect(text).toContain("Child's Name");
});

test.each([
	[1, 'Age of Child (Years)', 'Age'],
	[10, 'Age of Child (Years)', 'Age of Child (Years)'],
	[3, 'Date of referral', 'Date of Referral'],
	[8, "Number of Episodes the Child has been 'Missing' from", 'Number of Episodes the Child has been ‘Missing’ from'],
	[10, 'Date of Adoption Order', 'Date of Adoption Order '],
	[4, 'Gender', 'Gender']
])('list %d words %j as %j', (list, header, worded) => {
	expect(wordHeader(list, header)).toBe(worded);
});

test('the same seed, day and teams give the same workbook, byte for byte', () => {
	const make = () => annexAWorkbook({ children: 120, seed: 'same', asAt }).bytes;
	expect(make()).toEqual(make());
	expect(annexAWorkbook({ children: 120, seed: 'other', asAt }).bytes).not.toEqual(make());
});

test('a council may pass its own teams, and the lists name no others', () => {
	const teams = [{ team: 'Locality Team', service: 'Safeguarding', workers: ['Priya Raman', 'Dana Whitlock'] }];
	const { sheets } = annexASheets({ children: 200, seed: 'own', asAt, teams, isDirty: false });
	const needs = must(
		sheets.find(({ name }) => name === 'List 6'),
		'list 6'
	).rows.slice(1);
	expect(new Set(needs.map(({ cells }) => cells[12]))).toEqual(new Set(['Locality Team']));
	expect(new Set(needs.map(({ cells }) => cells[13]))).toEqual(new Set(['Priya Raman', 'Dana Whitlock']));
});
