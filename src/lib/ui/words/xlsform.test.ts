import { expect, test } from 'vitest';
import { placeWords, reportWords } from './xlsform.ts';

test('a line says where it is, what was done and what to do', () => {
	expect(placeWords({ sheet: 'survey', row: 12 })).toBe('survey, row 12');
	expect(placeWords({ sheet: 'Notes', row: null })).toBe('Notes');
	expect(reportWords({ code: 'relevant.unknown-reference', facts: { name: 'age' } })).toEqual({
		did: 'The question is asked always: there is nothing called “age”',
		next: 'Set in the editor when it is asked'
	});
});

test.each([
	['range', 'Made it a number'],
	['rank people', 'Made it a choice of several, without an order'],
	['acknowledge', 'Made it a choice of one'],
	['trigger', 'Made it a choice of one'],
	['time', 'Made it words'],
	['dateTime', 'Made it a date, without the time of day']
])('%s becomes what it can be', (type, did) => {
	expect(reportWords({ code: 'type.changed', facts: { type } }).did).toBe(did);
});

test('the language taken is named', () => {
	expect(reportWords({ code: 'language.not-kept', facts: { language: 'Polski' } }).did).toBe(
		'Took the words in Polski'
	);
	expect(reportWords({ code: 'language.not-kept', facts: { language: '' } }).did).toBe(
		'Took the words without a language'
	);
});
