import { expect, test } from 'vitest';
import { checkAttempt } from './checkAttempt.ts';

const idsOf = (typed: Parameters<typeof checkAttempt>[0]) => {
	const checked = checkAttempt(typed);
	return checked.ok ? [] : checked.errors.map(({ id }) => id);
};

test('how it was tried and what came of it is asked for', () => {
	expect(idsOf({ how: '', outcome: '', note: '' })).toEqual(['attempt-how', 'attempt-outcome']);
	expect(idsOf({ how: 'pigeon', outcome: 'reached', note: '' })).toEqual(['attempt-how']);
});

test.each(['declined', 'not-safe', 'not-obtained'])('%s is written down with its reason', (outcome) => {
	expect(idsOf({ how: 'telephone', outcome, note: ' ' })).toEqual(['attempt-note']);
	expect(checkAttempt({ how: 'telephone', outcome, note: ' Ill. ' })).toEqual({
		ok: true,
		value: { how: 'telephone', outcome, note: 'Ill.' }
	});
});

test('no answer needs no reason, and no note may be longer than the wire takes', () => {
	expect(idsOf({ how: 'letter', outcome: 'no-answer', note: '' })).toEqual([]);
	expect(idsOf({ how: 'letter', outcome: 'no-answer', note: 'x'.repeat(2_001) })).toEqual(['attempt-note']);
});
