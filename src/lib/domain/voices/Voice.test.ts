import { describe, expect, test } from 'vitest';
import { answerOfFace, askedOf, faces, isUnsafe, voices } from './Voice.ts';

test('each of the five faces is one of three answers, and nothing else is any', () => {
	expect(faces.map(answerOfFace)).toEqual(['no', 'no', 'partly', 'yes', 'yes']);
	expect(['', '0', '6', 'yes'].map(answerOfFace)).toEqual([null, null, null, null]);
});

test('everybody is asked something, and nothing twice', () => {
	for (const voice of voices) {
		expect(askedOf[voice].length).toBeGreaterThanOrEqual(3);
		expect(new Set(askedOf[voice]).size).toBe(askedOf[voice].length);
	}
});

describe('a child who does not feel safe', () => {
	test.each([
		['1', true],
		['2', true],
		['3', false],
		['5', false]
	])('face %s: %s', (value, unsafe) => {
		expect(isUnsafe('child', [{ about: 'safer', value }])).toBe(unsafe);
	});

	test('is told by no other question, and by nobody else', () => {
		expect(isUnsafe('child', [{ about: 'agrees', value: '1' }])).toBe(false);
		expect(isUnsafe('parent', [{ about: 'safer', value: '1' }])).toBe(false);
		expect(isUnsafe('child', [])).toBe(false);
	});
});
