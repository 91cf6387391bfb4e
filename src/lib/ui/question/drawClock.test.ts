import { expect, test } from 'vitest';
import { shippedClocks } from '#lib/domain/calendar/clocks.ts';
import { clockOn } from '#lib/domain/calendar/Clock.ts';
import { workOutClock } from '#lib/domain/calendar/workOutClock.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { drawClock } from './drawClock.ts';

const coreGroup = must(clockOn('core-group-first', '2026-03-12', shippedClocks), 'clock');
const draw = (from: string | null, to: string | null, today = '2026-03-12') =>
	drawClock(coreGroup, workOutClock(coreGroup, from, to, today), from, to, today);

test('a late clock is solid to the due date and hatched beyond', () => {
	const strip = must(draw('2025-12-03', '2025-12-29'), 'strip');
	expect(strip.within).toBeCloseTo((14 / 26) * 100, 0);
	expect(strip.over).toBeCloseTo(100 - strip.within, 5);
	expect(strip.keys.map(({ label, on }) => [label, on])).toEqual([
		['from', '2025-12-03'],
		['due', '2025-12-17'],
		['to', '2025-12-29']
	]);
});

test('a clock that was kept stops before its due date, which stands last', () => {
	const strip = must(draw('2025-12-03', '2025-12-10'), 'strip');
	expect(strip).toMatchObject({ within: 50, over: 0 });
	expect(strip.keys.at(-1)).toEqual({ label: 'due', on: '2025-12-17' });
});

test('a clock still running is drawn to today', () => {
	const strip = must(draw('2026-03-02', null), 'strip');
	expect(strip.keys.map(({ label }) => label)).toEqual(['from', 'today', 'due']);
	expect(strip.over).toBe(0);
});

test('what happened on the due date itself fills the bar and is not late', () => {
	expect(draw('2025-12-03', '2025-12-17')).toMatchObject({ within: 100, over: 0 });
});

test('without its first date, or with dates the wrong way round, there is nothing to draw', () => {
	expect(draw(null, '2025-12-29')).toBeNull();
	expect(draw('2025-12-29', '2025-12-03')).toBeNull();
});
