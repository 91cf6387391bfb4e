import { expect, test } from 'vitest';
import { parkedForManager, partLabel } from './recovered.ts';
import { parkedHeading } from './waiting.ts';

const codes = [
	'NO_PERMISSION',
	'USER_DEACTIVATED',
	'TEMPLATE_UNKNOWN',
	'SCHEMA_INVALID',
	'RECORD_LOCKED',
	'RECORD_DELETED',
	'TOO_LARGE',
	'SERVER_ERROR'
];

test('I12: for each reason a QA manager is told what either decision would do', () => {
	const said = codes.map(parkedForManager);
	expect(new Set(said).size).toBe(codes.length);
	for (const words of said) expect(words).toMatch(/put|Put/);
	expect(parkedForManager('RECORD_LOCKED')).toContain('amendment');
	expect(parkedForManager('A code of next year')).toContain('kept whole');
});

test('a part of a change is called what people call it', () => {
	expect([partLabel('dueOn'), partLabel('concern'), partLabel('newPart'), partLabel('constructor')]).toEqual([
		'Due',
		'Concern',
		'newPart',
		'constructor'
	]);
});

test('to a QA manager it is the author’s, not theirs', () => {
	expect(parkedHeading('NO_PERMISSION', 'answer.set', 'theirs')).toBe('One answer is no longer theirs to make');
});
