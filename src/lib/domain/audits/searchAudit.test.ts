import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anAudit, aSmallTemplate } from '../../../../tests/fixtures/records.ts';
import { readAudit } from './readAudit.ts';
import { searchAudit } from './searchAudit.ts';

const at = '2026-03-12T10:00:00.000Z';
const template = aSmallTemplate();
const written = (values: Readonly<Record<string, string>>) =>
	readAudit(
		anAudit(
			{},
			Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { ver: 1, value, by: 'me', at }]))
		),
		template
	);
const found = (sought: string, values: Readonly<Record<string, string>> = {}) =>
	searchAudit(written(values), sought).map((hit) => `${hit.question.id} ${hit.in}`);

test('a number is the question itself, and nothing else comes before it', () => {
	expect(found('2.1')[0]).toBe('CJ2.1 number');
});

test('words of the question, of a note, and of what was written in an answer', () => {
	expect(found('Question CJ2.2?')).toEqual(['CJ2.2 question']);
	const values = {
		'note/CJ2.1': 'Core group minutes of 3 May.',
		'answer/CJ2.3': 'drifting',
		'answer/CJ2.5': 'A café visit'
	};
	expect(found('MINUTES may', values)).toEqual(['CJ2.1 note']);
	expect(found('cafe', values)).toEqual(['CJ2.5 answer']);
	expect(searchAudit(written(values), 'minutes')[0]?.text).toBe('Core group minutes of 3 May.');
});

test('guidance comes last', () => {
	const all = found('good', { 'note/CJ3.1': 'Good work here.' });
	expect(all[0]).toBe('CJ3.1 note');
	expect(all.slice(1).every((one) => one.endsWith('guidance'))).toBe(true);
	expect(all.length).toBeGreaterThan(3);
});

test('what is not asked of this child is not found, nor anything for no words', () => {
	expect(found('CJ2.5', { 'answer/CJ2.3': 'achieved' })).toEqual([]);
	expect(found('CJ2.5', { 'answer/CJ2.3': 'drifting' })).toEqual(['CJ2.5 question']);
	expect(found('   ')).toEqual([]);
	expect(found('zebra crossing')).toEqual([]);
});

test('whatever is typed, it ends, and each question stands once', () => {
	fc.assert(
		fc.property(fc.string(), (sought) => {
			const ids = searchAudit(written({}), sought).map(({ question }) => question.id);
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids.length).toBeLessThanOrEqual(20);
		})
	);
});
