import { expect, test } from 'vitest';
import { apartWords, keepWords, qualityWord, sameWords } from './moderation.ts';

test('two grades are compared in words, and what is no grade is not', () => {
	expect(apartWords('good', 'good')).toBe('Same');
	expect(apartWords('good', 'inadequate')).toBe('Two lower');
	expect(apartWords('na', 'na')).toBe('Same');
	expect(apartWords('na', 'good')).toBe('Not comparable');
	expect(apartWords(null, 'good')).toBe('Not comparable');
});

test('what choosing a grade would mean', () => {
	expect(keepWords('good', 'good', 'good')).toBe('Both said so');
	expect(keepWords('good', 'good', 'inadequate')).toBe('Keep the first grade');
	expect(keepWords('inadequate', 'good', 'inadequate')).toBe('Change it to the second');
	expect(keepWords('requires-improvement', 'good', 'inadequate')).toBe('Neither: Requires improvement');
});

test('sections are counted, and the quality of an audit has words of its own', () => {
	expect(sameWords(1, 1)).toBe('Same on 1 of 1 section');
	expect(sameWords(5, 8)).toBe('Same on 5 of 8 sections');
	expect(qualityWord('good')).toBe('Evidence clear, grade follows');
	expect(qualityWord(undefined)).toBe('Not said');
	expect(qualityWord('toString')).toBe('Not said');
});
