import { expect, test } from 'vitest';
import { must } from '../shared/Result.ts';
import type { MappingChoice } from './mapColumns.ts';
import { mapColumns } from './mapColumns.ts';
import { readCsv } from './readCsv.ts';
import { readStage } from './readStage.ts';
import { describeColumns, guessList, looksLikeHeader, suggestMapping } from './suggestMapping.ts';

const takenOn = '2026-11-01';

function rowsOf(text: string) {
	const read = readCsv(text.replace(/^\t+/gm, '').trim());
	if (!read.ok) throw new Error(read.problem.code);
	return read.value;
}

const headerOf = (text: string) => must(rowsOf(text)[0], 'a header');

function mapped(text: string, columns?: MappingChoice['columns']) {
	const rows = rowsOf(text);
	return mapColumns(
		rows,
		{ columns: columns ?? suggestMapping(must(rows[0], 'a header')), stage: 'child-in-need' },
		takenOn
	);
}

const report = `
	Case Number,Child Name,DOB,Team,Social Worker,Status,Last Visit Date,Closure date
	9X-1,Alex Example,03/05/2019,North,Ruth Fenn,CP,20/10/2026,
	9X-2,Sam Sample,2010-01-02,South,Dana Whitlock,Looked After,01/10/2026,
	9X-3,Jo Specimen,,South,,closed CIN,,30/09/2026
`;

test('a mapping is suggested by the whole name of each column, and never for a name', () => {
	expect(suggestMapping(headerOf(report))).toEqual({
		caseRef: 0,
		bornOn: 2,
		team: 3,
		worker: 4,
		stage: 5,
		closedOn: 7,
		cinSeenOn: 6
	});
});

test('a report of any shape becomes cases, with bands instead of birthdays and no names', () => {
	const read = mapped(report);
	if (!read.ok) throw new Error(read.problem.code);
	expect(read.value.cases).toMatchObject([
		{ caseRef: '9X-1', stage: 'child-protection', open: true, ageBand: '5-7', team: 'North', worker: 'Ruth Fenn' },
		{ caseRef: '9X-2', stage: 'looked-after', open: true, ageBand: '16-17', dates: { cinSeenOn: '2026-10-01' } },
		{
			caseRef: '9X-3',
			stage: 'child-in-need',
			open: false,
			ageBand: 'not-known',
			worker: null,
			dates: { closedOn: '2026-09-30' }
		}
	]);
	const told = JSON.stringify(read.value);
	for (const personal of ['Alex', 'Sample', 'Specimen', '2019', '2010-01-02']) expect(told).not.toContain(personal);
});

test('a column of names, birthdays or addresses is refused for a field that is kept', () => {
	expect(mapped(report, { caseRef: 0, worker: 1 })).toMatchObject({
		problem: { code: 'caseload.mapping-personal', facts: { column: 'B' } }
	});
	expect(mapped(report, { caseRef: 0, closedOn: 2 })).toMatchObject({
		problem: { code: 'caseload.mapping-personal', facts: { column: 'C' } }
	});
	expect(describeColumns(headerOf('Id,Surname,Home postcode,Team,NHS No')).map(({ isPersonal }) => isPersonal)).toEqual(
		[false, true, true, false, true]
	);
});

test('without a case number there is nothing to map', () => {
	expect(mapped(report, { team: 3 })).toMatchObject({ problem: { code: 'caseload.mapping-no-case-number' } });
	expect(mapped('Case Number,Team')).toMatchObject({ problem: { code: 'caseload.no-children' } });
});

test('a case number column that holds names gives no cases, only a count of rows left out', () => {
	const read = mapped('Case Number,Team\nAlex Example,North\n9X-1,North\n,South');
	if (!read.ok) throw new Error(read.problem.code);
	expect(read.value.cases.map(({ caseRef }) => caseRef)).toEqual(['9X-1']);
	expect(read.value.warnings.map(({ code, column, rows, count }) => [code, column, rows, count])).toEqual([
		['caseload.case-number-unusable', 'A', [2], 1],
		['caseload.case-number-missing', 'A', [4], 1],
		['caseload.age-unknown', null, [3], 1]
	]);
});

test('of several rows for a child the open and weightiest one counts', () => {
	const read = mapped(`
		Case Number,Status,Closure date,Age
		9X-1,CIN,,4
		9x-1,LAC,01/01/2026,4
		9X-2,Referral,,9
		9X-2,Child protection,,9
		9X-3,Adoption,,2
		9X-3,LAC,,2
	`);
	if (!read.ok) throw new Error(read.problem.code);
	expect(read.value.cases.map(({ stage }) => stage)).toEqual(['child-in-need', 'child-protection', 'looked-after']);
	expect(read.value.warnings).toMatchObject([{ code: 'caseload.row-repeated', count: 3 }]);
});

test('what cannot be read is reported by its column and row, and the case is kept', () => {
	const read = mapped(
		'Case Number,Status,Age,Last seen,Team\n9X-1,Somewhere,many,soon,QA1 2BC\n9X-2,CIN,4,01/01/2031,#N/A'
	);
	if (!read.ok) throw new Error(read.problem.code);
	expect(read.value.cases).toMatchObject([
		{ stage: 'child-in-need', ageBand: 'not-known', team: null, dates: {} },
		{ stage: 'child-in-need', ageBand: '1-4', team: null }
	]);
	expect(read.value.warnings.map(({ code }) => code).sort()).toEqual([
		'caseload.age-unknown',
		'caseload.date-in-future',
		'caseload.date-unreadable',
		'caseload.number-unreadable',
		'caseload.stage-unknown',
		'caseload.text-not-kept'
	]);
});

test.each([
	['CLA', 'looked-after'],
	['child-protection', 'child-protection'],
	['Subject to CPP', 'child-protection'],
	['Children in Need', 'child-in-need'],
	['S47 enquiry', 'section-47'],
	['C&F assessment', 'assessment'],
	['Early Help', 'early-help'],
	['Care leaver (former relevant)', 'care-leaver'],
	['MASH contact', 'contact'],
	['Placed for adoption', 'adoption'],
	['Open', null]
])('the words %j mean the stage %j', (words, stage) => {
	expect(readStage(words)).toBe(stage);
});

test('plans are kept by name only when they are plans we know', () => {
	const read = mapped('Case Number,Plan,Age\n9X-1,Child protection plan,3\n9X-2,Live with aunt Jo,3');
	if (!read.ok) throw new Error(read.problem.code);
	expect(read.value.cases.map(({ planType }) => planType)).toEqual(['child-protection-plan', null]);
});

test('a report may say whose record is restricted, who has a complaint open, and who are siblings; of a family only that it is one', () => {
	const read = mapped(`
		Case Number,Restricted,Open complaint,Family Number
		9X-1,Yes,no,F77
		9X-2,,Y,f77
		9X-3,N,,F12
		9X-4,no,no,The Quillfeather family`);
	if (!read.ok) throw new Error(read.problem.code);
	expect(
		read.value.cases.map(({ caseRef, restricted, complaint, household }) => [caseRef, restricted, complaint, household])
	).toEqual([
		['9X-1', true, false, 'h1'],
		['9X-2', false, true, 'h1'],
		['9X-3', false, false, null],
		['9X-4', false, false, null]
	]);
	expect(JSON.stringify(read)).not.toMatch(/f77|f12|quill/i);
});

test('of a child with several rows, what one of them marks stands, whichever row is kept', () => {
	const read = mapped(`
		Case Number,Status,Restricted,Complaint,Family No
		9X-1,CP,no,no,
		9X-1,Contact,yes,yes,F1
		9X-2,CP,no,no,F1`);
	if (!read.ok) throw new Error(read.problem.code);
	expect(read.value.cases[0]).toMatchObject({
		stage: 'child-protection',
		restricted: true,
		complaint: true,
		household: 'h1'
	});
	const without = mapped('Case Number,Team\n9X-1,North\n9X-1,South');
	expect(without.ok && Object.keys(without.value.cases[0] ?? {})).not.toContain('restricted');
});

test('a first row of data is not shown as if it were headers', () => {
	expect(looksLikeHeader(headerOf('Case Number,Team,Status'))).toBe(true);
	expect(looksLikeHeader(headerOf('9X-10023,Alex Example,North'))).toBe(false);
	expect(looksLikeHeader(headerOf('A1,Alex Example,03/05/2019'))).toBe(false);
	expect(looksLikeHeader(headerOf('A1,Alex Example,QA1 2BC'))).toBe(false);
});

test('a CSV of one of the lists is known by its headers', () => {
	const contacts = rowsOf(
		'Child Unique ID,Gender,Ethnicity,Date of Birth,Age,Date of Contact,Contact Source\n9X-1,,,,,,'
	);
	expect(guessList(contacts)).toBe(1);
	expect(guessList(rowsOf(report))).toBeNull();
});
