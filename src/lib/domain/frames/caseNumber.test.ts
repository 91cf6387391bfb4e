import { expect, test } from 'vitest';
import { caseKey, looksPersonal, readCaseNumber } from './caseNumber.ts';

test.each([
	[9_212_044, '9212044'],
	['9X-000123', '9X-000123'],
	[' 9X-000123\u00a0', '9X-000123'],
	['9212044.0', '9212044'],
	['LCS/2024/118', 'LCS/2024/118'],
	['P 1182', 'P 1182']
])('%j is a case number', (cell, number) => {
	expect(readCaseNumber(cell)).toBe(number);
});

test.each([
	'Alex Example',
	'Example 2 Child Name',
	'12/03/2015',
	'2015-03-12',
	'12.3.2015',
	'12 March 2015',
	'QA1 2BC',
	'qa12bc',
	'Grand total',
	'#N/A',
	'',
	null,
	undefined,
	true,
	12.5,
	-4,
	'9'.repeat(61)
])('%j could be something personal, or is nothing: it is not taken for a case number', (cell) => {
	expect(readCaseNumber(cell)).toBeNull();
});

test('a team or worker that is a date or a postcode is not kept', () => {
	expect(looksPersonal('QA1 2BC')).toBe(true);
	expect(looksPersonal('12/03/2015')).toBe(true);
	expect(looksPersonal('3 March 2015')).toBe(true);
	expect(looksPersonal('Locality 4 Unit 2')).toBe(false);
	expect(looksPersonal('Ruth Fenn')).toBe(false);
});

test('two spellings of a case number are one child', () => {
	expect(caseKey('9x-1a')).toBe(caseKey('9X-1A'));
});
