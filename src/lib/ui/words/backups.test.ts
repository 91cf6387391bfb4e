import { expect, test } from 'vitest';
import { bytesWords, notCoveredWords, problemWords, tookWords } from './backups.ts';

test('each problem says what to do; one not foreseen says where to look', () => {
	expect(problemWords('no-space')).toContain('Make room');
	expect(problemWords('no-tool')).toContain('Install');
	expect(problemWords('something else')).toContain('log');
});

test('sizes and times are rounded for a reader', () => {
	expect([bytesWords(1), bytesWords(1_500_000)]).toEqual(['1 KB', '1.4 MB']);
	expect([tookWords(1_234), tookWords(0)]).toEqual(['in 1.2 seconds', 'when it was restored']);
});

test('what is not covered yet is told with whose it is', () => {
	expect(notCoveredWords(null)).toContain('Nothing');
	expect(notCoveredWords('today at 9:40')).toBe('Changes since today at 9:40; tablets keep theirs until they are');
});
