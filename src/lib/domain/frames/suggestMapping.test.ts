import { expect, test } from 'vitest';
import {
	describeColumns,
	guessList,
	isPersonalHeader,
	looksLikeHeader,
	mappableFields,
	suggestMapping
} from './suggestMapping.ts';
import { annexALists } from './annexAColumns.ts';

const header = (...cells: string[]) => ({ row: 1, cells });

test.each([
	['Case Number', 'caseRef'],
	['Child ID', 'caseRef'],
	['LCS ID', 'caseRef'],
	['Person Reference', 'caseRef'],
	['Allocated Team', 'team'],
	['Team Name', 'team'],
	['Lead Practitioner', 'worker'],
	['Social Worker', 'worker'],
	['D.O.B', 'bornOn'],
	['DOB', 'bornOn'],
	['Age', 'age'],
	['Case Status', 'stage'],
	['Restricted record', 'restricted'],
	['Is Restricted', 'restricted'],
	['Open complaint', 'complaint'],
	['Family Number', 'household'],
	['Household ID', 'household'],
	['Plan Type', 'planType'],
	['Legal Status', 'legalStatus'],
	['Placement Type', 'placement'],
	['Last Visit', 'cinSeenOn'],
	['CP Start Date', 'cppStartedOn'],
	['LAC Start', 'lacStartedOn'],
	['Latest Review Date', 'lacReviewOn'],
	['Pathway Plan Review', 'pathwayReviewOn'],
	['Closed date', 'closedOn']
])('a column called %j is taken for %s', (name, field) => {
	expect(suggestMapping(header(name))).toEqual({ [field]: 0 });
});

test.each([
	'Child Name',
	'Surname',
	'Mother',
	'Address line 1',
	'Home Postcode',
	'NHS Number',
	'UPN',
	'Email',
	'First name',
	'Name',
	'Carer'
])('%j is personal, and suggested for nothing', (name) => {
	expect(isPersonalHeader(name)).toBe(true);
	expect(suggestMapping(header(name))).toEqual({});
});

test.each(['Team', 'Team Name', 'Worker Name', 'Case Number', 'Stage', 'Legal Status', 'Parental RAG'])(
	'%j is not personal',
	(name) => {
		expect(isPersonalHeader(name)).toBe(false);
	}
);

test('a column serves one field, and a field has one column', () => {
	expect(suggestMapping(header('Case Number', 'Child ID', 'Team', 'Allocated Team'))).toEqual({ caseRef: 0, team: 2 });
});

test('two hundred columns are looked through', () => {
	const wide = [...Array.from({ length: 199 }, (_, at) => `Measure ${at}`), 'Case Number'];
	expect(suggestMapping(header(...wide))).toEqual({ caseRef: 199 });
	expect(describeColumns(header(...wide))[199]).toEqual({
		index: 199,
		letter: 'GR',
		header: 'Case Number',
		isPersonal: false
	});
});

test('columns without a header are not offered', () => {
	expect(describeColumns(header('Case Number', ' ', 'Team')).map(({ index }) => index)).toEqual([0, 2]);
});

test('headers that say the same, or nothing, are no headers', () => {
	expect(looksLikeHeader(header('a', 'a', 'a', 'a'))).toBe(false);
	expect(looksLikeHeader(header('', ''))).toBe(false);
	expect(looksLikeHeader(header('Referrals in last 12 months', 'Section 47', 'Team'))).toBe(true);
});

test('each list is known by its own headers and taken for no other', () => {
	for (const { number, columns } of annexALists) {
		expect(guessList([header(...columns.map((column) => column.header))])).toBe(number);
	}
});

test('fields are each there once', () => {
	expect(new Set(mappableFields).size).toBe(mappableFields.length);
});
