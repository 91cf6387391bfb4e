import { expect, test } from 'vitest';
import { question } from '#lib/domain/templates/Template.ts';
import { proportion } from '#lib/domain/reporting/interval.ts';
import { betterWords, findingWords, rangeWords, undoneWords, wasGivenWords } from './dip.ts';

const today = '2026-03-12';
const visit = question.parse({
	id: 'T1',
	number: '1',
	text: 'Is it true?',
	short: 'Visit is true',
	kind: 'ynp',
	guidance: ''
});

test('what was given names the question, the answer and the child, or how many', () => {
	expect(wasGivenWords(visit, 'yes', ['9X-1'], today)).toBe('1 Visit is true: Yes, for 9X-1');
	expect(wasGivenWords(visit, 'na', ['9X-1', '9X-2'], today)).toBe('1 Visit is true: Not applicable, for 2 children');
	expect(wasGivenWords(visit, null, ['9X-1'], today)).toBe('1 Visit is true: answer taken back, for 9X-1');
	const { short: _, ...long } = visit;
	expect(wasGivenWords(long, 'no', ['9X-1'], today)).toBe('1 Is it true?: No, for 9X-1');
});

test('what was undone is counted, and nothing undone says why', () => {
	expect(undoneWords(1)).toBe('1 answer put back');
	expect(undoneWords(8)).toBe('8 answers put back');
	expect(undoneWords(0)).toMatch(/^Nothing to undo/);
});

test('a finding carries its n, and its range only where enough were drawn at random', () => {
	expect(`${findingWords(proportion(7, 10))} ${betterWords('ynp')}`).toBe('7 of 10 Yes');
	expect(['gate', 'rag', 'g4', 'time', 'date'].map((kind) => betterWords(kind as 'gate'))).toEqual([
		'Safe',
		'Green',
		'Good or better',
		'in time',
		'in time'
	]);
	expect(rangeWords(proportion(12, 40))).toBe('12 of 40 at random, so between 18% and 45%');
	expect(rangeWords(proportion(1, 1))).toBe('Too few drawn at random');
	expect(rangeWords(proportion(0, 0))).toBe('Too few drawn at random');
});
