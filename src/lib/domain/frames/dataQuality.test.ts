import { expect, test } from 'vitest';
import { caseloadProblemCodes } from './caseloadProblems.ts';
import { warningCodes, WarningLog } from './dataQuality.ts';

test('like is gathered with like: by code, list and column', () => {
	const log = new WarningLog();
	log.add('caseload.cell-missing', { list: 6, column: 'Ethnicity', row: 4 });
	log.add('caseload.cell-missing', { list: 6, column: 'Ethnicity', row: 9 });
	log.add('caseload.cell-missing', { list: 6, column: 'Gender', row: 4 });
	log.add('caseload.cell-missing', { list: 7, column: 'Ethnicity', row: 4 });
	expect(log.warnings().map(({ list, column, rows, count }) => [list, column, rows, count])).toEqual([
		[6, 'Ethnicity', [4, 9], 2],
		[6, 'Gender', [4], 1],
		[7, 'Ethnicity', [4], 1]
	]);
});

test('what was left out comes first, then what to check, then notes', () => {
	const log = new WarningLog();
	log.add('caseload.age-decimal', { list: 1 }, 500);
	log.add('caseload.cell-missing', { list: 8 });
	log.add('caseload.born-missing', { list: 1 });
	log.add('caseload.row-blank', { list: 9 }, 3);
	expect(log.warnings().map(({ level, code }) => `${level} ${code}`)).toEqual([
		'left-out caseload.row-blank',
		'check caseload.born-missing',
		'check caseload.cell-missing',
		'note caseload.age-decimal'
	]);
});

test('only the first twenty rows are shown, all are counted', () => {
	const log = new WarningLog();
	for (let row = 1; row <= 5000; row += 1) log.add('caseload.cell-missing', { list: 1, row });
	expect(log.warnings()[0]).toMatchObject({ count: 5000, rows: Array.from({ length: 20 }, (_, at) => at + 1) });
});

test('no code is both a warning and a refusal', () => {
	const refusals = new Set<string>(caseloadProblemCodes);
	expect(warningCodes.filter((code) => refusals.has(code))).toEqual([]);
	for (const code of [...warningCodes, ...caseloadProblemCodes]) expect(code).toMatch(/^caseload\.[a-z-]+$/);
});
