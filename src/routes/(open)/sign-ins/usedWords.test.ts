import { expect, test } from 'vitest';
import { usedWords } from './usedWords.ts';

const hour = 3_600_000;

test.each([
	[0, 'in use now'],
	[0.5 * hour, 'used in the last hour'],
	[hour, 'used an hour ago'],
	[47.9 * hour, 'used 47 hours ago'],
	[48 * hour, 'used 2 days ago'],
	[13 * 24 * hour, 'used 13 days ago']
])('%i milliseconds ago is "%s"', (ago, words) => {
	expect(usedWords(ago)).toBe(words);
});
