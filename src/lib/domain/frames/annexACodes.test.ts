import { expect, test } from 'vitest';
import type { CodeKind } from './annexACodes.ts';
import { codeForm, readCaseStatus, readCode, readYesNo } from './annexACodes.ts';

test.each([
	['yesNo', 'a) Yes', 'Yes', 'CS Assessment Updated'],
	['gender', 'b) Female', 'Female', 'Womxn?'],
	['ethnicity', 'a) WBRI', 'WBRI', 'White'],
	['need', 'N1 - Abuse or Neglect', 'N1', 'PSRMEM - Support with memory and cognition'],
	['abuse', 'd) Emotional abuse', 'Emotional abuse', 'Other'],
	['caseStatus', 'c) Child in need plan', 'CIN', 'Live'],
	['legalStatus', 'C2: FCO', 'a) C2 - Full care order', 'Care order'],
	['placementType', 'k) P1: Placed with parents', 'P1', 'At home'],
	['inTouch', 'a) Yes', 'Yes', 'Perhaps'],
	['eligibility', 'b) Former relevant child', 'Former relevant', 'Leaver']
] as [CodeKind, string, string, string][])(
	'%s: %j is official, %j is loose, %j is unknown',
	(kind, official, loose, unknown) => {
		expect(codeForm(kind, official)).toBe('official');
		expect(codeForm(kind, loose)).toBe('loose');
		expect(codeForm(kind, unknown)).toBe('unknown');
	}
);

test.each([
	['a) Yes', true],
	['Yes', true],
	['Y', true],
	[1, true],
	[true, true],
	['b) No', false],
	['no', false],
	[0, false],
	['c) Unknown', null],
	['', null],
	['CS Assessment Updated', null]
])('%j means %j', (cell, meaning) => {
	expect(readYesNo(cell)).toBe(meaning);
});

test('only the code of a legal status or placement is kept, never the words behind it', () => {
	expect(readCode('legalStatus', 'C2: FCO')).toBe('C2');
	expect(readCode('legalStatus', 'e1 Placement order for someone')).toBe('E1');
	expect(readCode('placementType', 'k) P1: Placed with parents')).toBe('P1');
	expect(readCode('placementType', 'With grandmother in Newtown')).toBeNull();
});

test('the case status of list 6 is read by its letter or its words', () => {
	expect(readCaseStatus('a) Looked after child')).toBe('looked-after');
	expect(readCaseStatus('Child Protection plan')).toBe('child-protection');
	expect(readCaseStatus('CIN')).toBe('child-in-need');
	expect(readCaseStatus('d) Open assessment')).toBe('open-assessment');
	expect(readCaseStatus('e) Closed episode')).toBe('closed');
	expect(readCaseStatus('Live')).toBeNull();
});
