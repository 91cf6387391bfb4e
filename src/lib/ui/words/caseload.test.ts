import { expect, test } from 'vitest';
import { warningCodes } from '#lib/domain/frames/dataQuality.ts';
import { mappableFields } from '#lib/domain/frames/suggestMapping.ts';
import { fieldWords, oldWords, placeWords, rowsWords, warningWords } from './caseload.ts';

test('every warning and every field that may be mapped has words', () => {
	for (const code of warningCodes) expect(warningWords({ code })).not.toBe('');
	for (const field of mappableFields) expect(fieldWords(field)).toMatch(/^[A-Z]/);
});

test('a warning says where it was met', () => {
	expect(placeWords({ list: 6, column: 'Date of Birth' })).toBe('List 6, column Date of Birth');
	expect(placeWords({ list: null, column: 'C' })).toBe('column C');
	expect(placeWords({ list: null, column: null })).toBe('');
});

test('a warning says how often, and in which rows at first', () => {
	expect(rowsWords({ rows: [3], count: 1 })).toBe('1 time, in row 3');
	expect(rowsWords({ rows: [3, 9, 1200], count: 40 })).toBe('40 times, first in rows 3, 9 and 1,200');
	expect(rowsWords({ rows: [], count: 1200 })).toBe('1,200 times');
});

test('a caseload is as old as its day', () => {
	expect([0, 1, 14].map(oldWords)).toEqual(['new today', '1 day old', '14 days old']);
});
