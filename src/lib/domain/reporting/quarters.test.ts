import { expect, test } from 'vitest';
import { isIn, quarterOf, quartersUpTo, yearBefore } from './quarters.ts';

test('a day lies in its quarter', () => {
	expect(quarterOf('2026-03-12')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
	expect(quarterOf('2026-04-01')).toEqual({ from: '2026-04-01', to: '2026-06-30' });
	expect(quarterOf('2025-12-31')).toEqual({ from: '2025-10-01', to: '2025-12-31' });
});

test('the last four quarters end with this one', () => {
	expect(quartersUpTo('2026-03-12', 4).map(({ from }) => from)).toEqual([
		'2025-04-01',
		'2025-07-01',
		'2025-10-01',
		'2026-01-01'
	]);
});

test('the same quarter a year before, leap years too', () => {
	expect(yearBefore(quarterOf('2025-02-10'))).toEqual({ from: '2024-01-01', to: '2024-03-31' });
});

test('both days of a quarter belong to it', () => {
	const quarter = quarterOf('2026-03-12');
	expect([isIn('2026-01-01', quarter), isIn('2026-03-31', quarter), isIn('2026-04-01', quarter)]).toEqual([
		true,
		true,
		false
	]);
});
