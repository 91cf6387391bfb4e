import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../shared/dates.ts';
import {
	cleanText,
	columnLetter,
	dayFromSerial,
	isBlank,
	isErrorCell,
	isTypedDate,
	readCount,
	readDay
} from './cells.ts';

test.each([
	[44090, '2020-09-16'],
	[44090.75, '2020-09-16'],
	[1, '1900-01-01'],
	[59, '1900-02-28'],
	[61, '1900-03-01'],
	['16/09/2020', '2020-09-16'],
	['6/9/2020', '2020-09-06'],
	['16-09-2020', '2020-09-16'],
	['16.09.2020', '2020-09-16'],
	['16/09/2020 00:00:00', '2020-09-16'],
	['2020-09-16', '2020-09-16'],
	['2020-09-16T00:00:00', '2020-09-16'],
	['2020-09-16 10:15:00', '2020-09-16'],
	['\u00a016/09/2020 ', '2020-09-16'],
	['16 September 2020', '2020-09-16'],
	['16-Sep-2020', '2020-09-16'],
	['20200916', '2020-09-16'],
	[20200916, '2020-09-16'],
	['44090', '2020-09-16'],
	['29/02/2024', '2024-02-29']
])('%j is read as %s', (cell, day) => {
	expect(readDay(cell)).toBe(day);
});

test.each([
	'09/16/2020',
	'31/02/2020',
	'29/02/2023',
	'16/09/20',
	'not recorded',
	'',
	'#N/A',
	true,
	null,
	undefined,
	-3,
	0,
	9_999_999,
	'00/00/0000',
	'16 Floréal 2020'
])('%j is no day, and none is guessed', (cell) => {
	expect(readDay(cell)).toBeNull();
});

test('the days of a workbook from 1904 begin four years and a day later', () => {
	expect(dayFromSerial(42_628, true)).toBe('2020-09-16');
	expect(readDay(0.5, true)).toBe('1904-01-01');
});

test('every day from 1900 on has one serial, and comes back from it', () => {
	fc.assert(
		fc.property(fc.integer({ min: 61, max: 73_415 }), (serial) => {
			expect(dayFromSerial(serial)).toBe(addDays('1899-12-30', serial));
		})
	);
});

test('a date typed as text is told from one the spreadsheet keeps', () => {
	expect(isTypedDate('16/09/2020')).toBe(true);
	expect(isTypedDate('2020-09-16')).toBe(false);
	expect(isTypedDate(44_090)).toBe(false);
});

test.each([
	[11.6194, 11],
	['11.6194', 11],
	['0', 0],
	[0.85, 0],
	['12', 12]
])('the count %j is floored to %d', (cell, count) => {
	expect(readCount(cell)).toBe(count);
});

test.each(['', 'many', -1, '-1', 5000, null, Number.NaN, Number.POSITIVE_INFINITY])('%j is no count', (cell) => {
	expect(readCount(cell)).toBeNull();
});

test('odd spaces become plain ones and double ones single', () => {
	expect(cleanText('Ruth\u00a0Fenn')).toBe('Ruth Fenn');
	expect(cleanText('  Ruth \t\n Fenn\u202f')).toBe('Ruth Fenn');
	expect(cleanText(12)).toBe('12');
	expect(cleanText(undefined)).toBe('');
});

test('a cell of spaces is blank, a nought is not', () => {
	expect(isBlank(' \u00a0')).toBe(true);
	expect(isBlank(null)).toBe(true);
	expect(isBlank(0)).toBe(false);
	expect(isBlank(false)).toBe(false);
});

test('what a spreadsheet shows for a failed formula is known', () => {
	expect(['#N/A', ' #REF! ', '#div/0!'].every(isErrorCell)).toBe(true);
	expect(['#1 Team', 'N/A', '', null].some(isErrorCell)).toBe(false);
});

test('columns are lettered as a spreadsheet letters them', () => {
	expect([0, 25, 26, 33, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AH', 'ZZ', 'AAA']);
});
