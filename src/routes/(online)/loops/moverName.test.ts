import { expect, test } from 'vitest';
import { moverName } from './moverName.ts';

const names = { tom: 'Tom Hallam' };

test('the reader’s own move has no name', () => {
	expect(moverName({ state: 'issued', move: 'tom' }, 'tom', names)).toBeNull();
});

test('another’s move is said by name', () => {
	expect(moverName({ state: 'issued', move: 'tom' }, 'ruth', names)).toBe('Tom Hallam');
	expect(moverName({ state: 'issued', move: 'gone' }, 'ruth', names)).toBe('Someone who has left');
});

test('with no verifier named it falls to a manager', () => {
	expect(moverName({ state: 'done', move: null }, 'ruth', names)).toBe('A manager');
});

test('once verified it is nobody’s move', () => {
	expect(moverName({ state: 'verified', move: null }, 'ruth', names)).toBe('nobody');
});
