import { expect, test } from 'vitest';
import { mayKeepBoth, sidesOf } from './conflictSides.ts';

const sam = { value: 'No: none was done', by: 'sam', at: '2026-03-10T09:00:00.000Z', ver: 7 };
const mine = { value: 'Partly: two of five', by: 'me', at: '2026-03-10T08:00:00.000Z', ver: 6 };
const conflict = { key: 'note/CJ3.3', ...sam, other: [mine, { ...mine, value: 'older', ver: 4 }] };

test('one’s own version stands first, whichever of the two the office kept for now', () => {
	expect(sidesOf(conflict, 'me').map(({ by, keep }) => [by, keep])).toEqual([
		['me', 'other'],
		['sam', 'value']
	]);
	expect(sidesOf({ ...conflict, ...mine, other: [sam] }, 'me').map(({ by, keep }) => [by, keep])).toEqual([
		['me', 'value'],
		['sam', 'other']
	]);
});

test('of several that lost only the newest can be chosen', () => {
	expect(sidesOf(conflict, 'me').map(({ value }) => value)).toEqual(['Partly: two of five', 'No: none was done']);
});

test('both can be kept of notes, not of answers or dates', () => {
	expect(mayKeepBoth(conflict, 'note')).toBe(true);
	expect(mayKeepBoth(conflict, 'answer')).toBe(false);
	expect(mayKeepBoth({ ...conflict, value: null }, 'note')).toBe(false);
});
