import { expect, test } from 'vitest';
import { isStale } from './isStale.ts';

test('a caseload goes stale after fourteen days, unless a council says otherwise', () => {
	const frame = { takenOn: '2026-10-01' };
	expect(isStale(frame, '2026-10-15')).toBe(false);
	expect(isStale(frame, '2026-10-16')).toBe(true);
	expect(isStale(frame, '2026-10-16', 30)).toBe(false);
	expect(isStale(frame, '2026-09-01')).toBe(false);
});
