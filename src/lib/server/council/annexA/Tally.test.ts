import { expect, test } from 'vitest';
import { Chance } from './Chance.ts';
import { inventPostcode } from './inventPostcode.ts';
import { Tally } from './Tally.ts';
import { asSheet, written } from './WrittenCell.ts';

test('what is planted adds up, by code and list, and is told in order', () => {
	const tally = new Tally();
	tally.plant('caseload.row-blank', 4);
	tally.plant('caseload.row-blank', 4, 2);
	tally.plant('caseload.row-blank', 5);
	tally.plant('caseload.age-unknown', null);
	expect(Object.entries(tally.planted())).toEqual([
		['caseload.age-unknown -', 1],
		['caseload.row-blank 4', 3],
		['caseload.row-blank 5', 1]
	]);
});

test('rows and silent dirt are counted apart', () => {
	const tally = new Tally();
	tally.countRow(3);
	tally.countRow(3);
	tally.note('date by formula');
	expect([...tally.rows]).toEqual([[3, 2]]);
	expect([...tally.silent]).toEqual([['date by formula', 1]]);
	expect(tally.planted()).toEqual({});
});

test('a sheet read without a file has the rows’ own numbers, blanks left out', () => {
	const sheet = asSheet({
		name: 'List 1',
		rows: [
			['a'],
			null,
			[written('2026-11-01'), { kind: 'error', text: '#N/A' }],
			[{ kind: 'formula', formula: 'A1+3', day: '2026-11-04' }, 7, null]
		]
	});
	expect(sheet).toEqual({
		name: 'List 1',
		rows: [
			{ row: 1, cells: ['a'] },
			{ row: 3, cells: ['2026-11-01', '#N/A'] },
			{ row: 4, cells: ['2026-11-04', 7, null] }
		]
	});
});

test('a postcode is of the right form and of no place', () => {
	const chance = new Chance('postcodes');
	for (let times = 0; times < 200; times += 1) expect(inventPostcode(chance)).toMatch(/^Q[A-Z]\d{1,2} \d[A-Z]{2}$/);
});
