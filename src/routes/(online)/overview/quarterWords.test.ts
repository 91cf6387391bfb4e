import { expect, test } from 'vitest';
import { comparedWords, findingWords, quarterWords, shortQuarter, type Counts } from './quarterWords.ts';

const counts = (outstanding: number, good: number, requires: number, inadequate: number): Counts => ({
	outstanding,
	good,
	'requires-improvement': requires,
	inadequate
});

test('a quarter is called by its months', () => {
	expect(quarterWords({ from: '2026-01-01', to: '2026-03-31' })).toBe('January to March');
	expect(shortQuarter({ from: '2026-07-01', to: '2026-09-30' })).toBe('July to Sept');
});

test('the finding has its count, what it is of, and its range', () => {
	expect(findingWords(counts(4, 27, 14, 3))).toBe('31 of 48 are Good or better, so between 50% and 77%');
	expect(findingWords(counts(0, 0, 0, 0))).toBe('No audit was graded this quarter yet');
});

test('a change within chance is called that, and nothing is compared with nothing', () => {
	expect(comparedWords(counts(4, 27, 14, 3), counts(0, 24, 21, 0))).toBe(
		'Same quarter last year 24 of 45, between 39% and 67%. The change is within what chance alone could do.'
	);
	expect(comparedWords(counts(0, 45, 3, 0), counts(0, 15, 30, 0))).toMatch(/more than chance/);
	expect(comparedWords(counts(0, 1, 0, 0), counts(0, 0, 0, 0))).toMatch(/nothing of the same quarter/);
	expect(comparedWords(counts(0, 0, 0, 0), counts(0, 1, 0, 0))).not.toMatch(/change/);
});
