import { expect, test } from 'vitest';
import { backingWords, keptWords, safeHeading, unsafeWords } from './safety.ts';

const safe = { waiting: 0, drafts: 0, backedUp: 'all', kept: 0, isSafe: true } as const;

test('safe is only said when nothing is on the tablet alone', () => {
	expect(safeHeading(safe)).toBe('Your work is safe');
	expect(unsafeWords(safe)).toEqual([]);
	expect(safeHeading({ ...safe, waiting: 1, isSafe: false })).toContain('Not all');
	expect(safeHeading({ ...safe, backedUp: 'nothing-sent' })).toContain('Nothing of yours');
});

test('each thing that would be lost is named, with what to do', () => {
	const [waits, begun] = unsafeWords({ ...safe, waiting: 2, drafts: 1, isSafe: false });
	expect(waits).toBe('2 changes are on this tablet alone, waiting to be sent.');
	expect(begun).toMatch(/^1 text was begun and not finished\. Open/);
});

test('W7: what is in no checked backup is said to be kept here', () => {
	expect(backingWords(safe, 'Tue 10 March, 02:10')).toBe('In a checked backup since Tue 10 March, 02:10');
	expect(backingWords(safe, null)).toBe('In a checked backup');
	expect(backingWords({ ...safe, backedUp: 'not-yet', kept: 1 }, null)).toContain(
		'until the office’s next checked backup'
	);
	expect(keptWords({ ...safe, kept: 3 })).toContain('3 changes');
	expect(keptWords({ ...safe, waiting: 1 })).toContain('ever deleted before it is sent');
	expect(keptWords(safe)).toContain('and so has its backup');
});

test('W7: no backup is claimed that nothing is in, and no copy that has gone', () => {
	const untouched = { ...safe, backedUp: 'nothing-sent' } as const;
	expect(keptWords(untouched)).toBe('No copies: nothing has been sent from here.');
	const letGo = { ...safe, backedUp: 'not-yet' } as const;
	expect(keptWords(letGo)).toContain('only the office has what you sent');
	expect(backingWords(letGo, null)).toBe('Not in a checked backup yet');
	expect(backingWords({ ...letGo, kept: 2 }, null)).toContain('Kept on this tablet');
});
