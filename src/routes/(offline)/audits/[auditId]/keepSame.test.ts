import { expect, test } from 'vitest';
import { keepSame } from './keepSame.ts';

test('the very same value comes back while nothing in it changes', () => {
	const keep = keepSame<readonly { readonly id: string }[]>();
	const first = keep([{ id: 'a' }]);
	expect(keep([{ id: 'a' }])).toBe(first);
});

test('what changed comes through, and is then what is kept', () => {
	const keep = keepSame<{ readonly on: string }>();
	const first = keep({ on: '2026-03-12' });
	const second = keep({ on: '2026-03-13' });
	expect(second).toEqual({ on: '2026-03-13' });
	expect(second).not.toBe(first);
	expect(keep({ on: '2026-03-13' })).toBe(second);
});

test('each keeps for itself', () => {
	const one = keepSame<number[]>();
	const other = keepSame<number[]>();
	expect(one([1])).not.toBe(other([1]));
});
