import { expect, test } from 'vitest';
import { loopSteps } from '#lib/domain/improvement/chaseLoop.ts';
import { loopChaseWords, movedWords, saidWords } from './loops.ts';
import { whyNotWords } from './problems/loops.ts';

test('every step of chasing has words, and so has a reminder that somebody asked for', () => {
	const said = Object.values(loopSteps).flatMap((steps) => steps.map(({ step }) => loopChaseWords(step)));
	for (const words of said) expect(words).toMatch(/^(due soon|late|waits)/);
	expect(loopChaseWords('asked')).toBe('reminded');
	expect(loopChaseWords('constructor')).toBe('constructor');
});

test.each([
	['transfer', 3, 3, '3 loops were given on'],
	['transfer', 1, 1, '1 loop was given on'],
	['extend', 2, 5, '2 of 5 loops were given a later date'],
	['extend', 1, 5, '1 of 5 loops was given a later date'],
	['remind', 2, 2, 'Somebody was reminded of 2 loops'],
	['remind', 0, 2, 'All of them stayed as they were'],
	['transfer', 0, 1, 'It stayed as it was']
] as const)('%s of several, %i of %i', (act, done, of, words) => {
	expect(movedWords(act, done, of)).toBe(words);
});

test('why a loop was not moved is said in words, also where the reason is not known', () => {
	expect(whyNotWords('loop.moved-on')).toBe('it has moved on');
	for (const code of ['SERVER_ERROR', 'toString']) expect(whyNotWords(code)).toContain('try once more');
});

test('what the server said by a code is told in words, and a person’s own words as they are', () => {
	expect(saidWords('owner-left')).toBe('whoever had it has left');
	expect(saidWords('Tom has left')).toBe('Tom has left');
});
