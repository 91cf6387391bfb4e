import { expect, test } from 'vitest';
import { aSmallTemplate } from '../../../../../tests/fixtures/records.ts';
import { nameOfKey, numberOf, placeOfKey } from './places.ts';

const template = aSmallTemplate();

test('a question goes by its number, a section’s grade by the section’s', () => {
	expect(numberOf(template, { section: 'CJ2', question: 'CJ2.3' })).toBe('2.3');
	expect(numberOf(template, { section: 'CJ2', question: 'grade' })).toBe('2');
});

test('an answer, a closing box and a section’s grade are found by their key', () => {
	expect(placeOfKey(template, 'CJ2.3')).toEqual({ section: 'CJ2', question: 'CJ2.3' });
	expect(placeOfKey(template, 'CJ3.worked')).toEqual({ section: 'CJ3', question: 'CJ3.worked' });
	expect(placeOfKey(template, 'CJ3')).toEqual({ section: 'CJ3', question: 'CJ3' });
	expect(placeOfKey(template, 'T01.1')).toBeNull();
});

test('a key is named in the auditors’ words', () => {
	expect(nameOfKey(template, 'CJ2.1')).toBe('2.1 Question CJ2.1?');
	expect(nameOfKey(template, 'CJ2.needs')).toBe('2 Plans and planning, what needs to happen');
	expect(nameOfKey(template, 'overall')).toBe('The overall grade');
	expect(nameOfKey(template, 'elsewhere')).toBe('This audit');
});
