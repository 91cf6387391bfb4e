import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../shared/dates.ts';
import { ageBandAt, yearsBetween } from './ageBand.ts';
import { ageBands } from './SamplingFrame.ts';

const on = '2026-03-01';

test.each([
	['2026-03-02', 'unborn'],
	['2026-03-01', 'under-1'],
	['2025-03-02', 'under-1'],
	['2025-03-01', '1-4'],
	['2021-03-02', '1-4'],
	['2021-03-01', '5-7'],
	['2018-03-01', '8-11'],
	['2014-03-01', '12-15'],
	['2010-03-01', '16-17'],
	['2008-03-02', '16-17'],
	['2008-03-01', '18-plus']
])('a child born on %s is %s', (bornOn, band) => {
	expect(ageBandAt(bornOn, null, on)).toBe(band);
});

test('the date of birth counts before the age, and an age serves without one', () => {
	expect(ageBandAt('2021-03-01', 17, on)).toBe('5-7');
	expect(ageBandAt(null, 17, on)).toBe('16-17');
	expect(ageBandAt(null, 0, on)).toBe('under-1');
	expect(ageBandAt(null, null, on)).toBe('not-known');
});

test('one born on the last of February ages on the first of March', () => {
	expect(yearsBetween('2024-02-29', '2025-02-28')).toBe(0);
	expect(yearsBetween('2024-02-29', '2025-03-01')).toBe(1);
});

test('nobody grows younger: a later day never gives an earlier band', () => {
	fc.assert(
		fc.property(fc.integer({ min: -400, max: 9000 }), fc.nat(4000), (age, later) => {
			const bornOn = addDays(on, -age);
			const bandOn = (day: string) => ageBands.indexOf(ageBandAt(bornOn, null, day));
			expect(bandOn(addDays(on, later))).toBeGreaterThanOrEqual(bandOn(on));
		})
	);
});
