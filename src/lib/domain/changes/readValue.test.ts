import { expect, test } from 'vitest';
import type { Json } from './RecordState.ts';
import { membersOf, textOf, textOrNull } from './readValue.ts';

test.each<[Json]>([[null], ['text'], [4], [true], [[]], [[{ note: 'x' }]]])('%j has no members', (value) => {
	expect(membersOf(value)).toBeNull();
});

test('members are read by name', () => {
	expect(membersOf({ note: 'Seen', at: null })).toEqual({ note: 'Seen', at: null });
	expect(membersOf({})).toEqual({});
});

test.each<[Json | undefined]>([[undefined], [null], [4], [false], [[]], [{}]])('%j is no text', (value) => {
	expect([textOf(value), textOrNull(value)]).toEqual(['', null]);
});

test('text is what it is, and empty text is text', () => {
	expect(['Seen', ''].map(textOf)).toEqual(['Seen', '']);
	expect(['Seen', ''].map(textOrNull)).toEqual(['Seen', '']);
});
