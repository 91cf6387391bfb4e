import { expect, test } from 'vitest';
import { isWanted, readTabletFilter } from './isWanted.ts';

const day = 86_400_000;
const tablet = { seenAt: 0, waiting: 0, incidents: 0, standing: 'active' } as const;
const wanted = (one: object, query: string, now = 10 * day) =>
	isWanted({ ...tablet, ...one }, readTabletFilter(new URLSearchParams(query)), now);

test('without a filter every tablet is listed', () => {
	expect([wanted({}, ''), wanted({ standing: 'wiped' }, ''), wanted({}, 'silent=x&show=odd')]).toEqual([
		true,
		true,
		true
	]);
});

test('not heard of for seven days: those, and none that was wiped', () => {
	expect(wanted({}, 'silent=7')).toBe(true);
	expect(wanted({ seenAt: 4 * day }, 'silent=7')).toBe(false);
	expect(wanted({ standing: 'wiped' }, 'silent=7')).toBe(false);
});

test('with work that waits, with incidents, leaving', () => {
	expect([wanted({ waiting: 2 }, 'show=waiting'), wanted({}, 'show=waiting')]).toEqual([true, false]);
	expect([wanted({ incidents: 1 }, 'show=incidents'), wanted({}, 'show=incidents')]).toEqual([true, false]);
	expect([wanted({ standing: 'revoked' }, 'show=leaving'), wanted({}, 'show=leaving')]).toEqual([true, false]);
});
