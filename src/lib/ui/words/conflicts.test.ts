import { expect, test } from 'vitest';
import { aSmallTemplate } from '../../../../tests/fixtures/records.ts';
import { findQuestion } from '#lib/domain/audits/keys.ts';
import { conflictKey, valueWords } from './conflicts.ts';
import { incidentWords } from './incidents.ts';

const today = '2026-03-12';
const question = (id: string) => findQuestion(aSmallTemplate(), id) ?? null;

test('a field says what it is about', () => {
	expect(conflictKey('answer/CJ2.1')).toEqual({ kind: 'answer', of: 'CJ2.1' });
	expect(conflictKey('grade/CJ2/someone')).toEqual({ kind: 'grade', of: 'CJ2' });
});

test('both versions are written out whole', () => {
	expect(valueWords('partly', question('CJ2.1'), today)).toBe('Partly');
	expect(valueWords({ from: '2026-03-01', to: null }, question('CJ3.1'), today)).toBe('1 March to no date');
	expect(valueWords(['a', 'b'], question('CJ3.2'), today)).toBe('A and B');
	expect(valueWords({ grade: 'good', reason: 'Short and owned.' }, null, today)).toBe('Good. Short and owned.');
	expect(valueWords('A note of several words.', null, today)).toBe('A note of several words.');
	expect(valueWords(null, null, today)).toBe('Cleared');
});

test('what happened to a tablet’s records is said with what it means', () => {
	expect(incidentWords({ code: 'put-back', facts: { changes: 2 } })).toContain('2 changes');
	expect(incidentWords({ code: 'lost', facts: { changes: 1 } })).toContain('1 change ');
	const gone = incidentWords({ code: 'both-gone', facts: { changes: 2, sent: 40 } });
	expect(gone).toContain('40 changes');
	expect(gone).toContain('2 changes that waited here');
	expect(incidentWords({ code: 'digest' })).toContain('not touched');
	expect(incidentWords({ code: 'kept-bound', facts: { changes: 3 } })).toContain(
		'3 changes that the office already has'
	);
});
