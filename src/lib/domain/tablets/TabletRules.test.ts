import { expect, test } from 'vitest';
import { isWithinBounds, usualTabletRules, wrongTabletRules } from './TabletRules.ts';

test('V3, V6: what a council begins with is 14 days, 5 minutes and a PIN', () => {
	expect(usualTabletRules).toEqual({ leaseDays: 14, lockMinutes: 5, mayUsePin: true, keptDays: 14 });
	expect(wrongTabletRules(usualTabletRules)).toEqual([]);
});

test('V3: a tablet locks after 1 to 15 minutes', () => {
	expect([0, 1, 15, 16, 2.5, Number.NaN].map((minutes) => isWithinBounds('lockMinutes', minutes))).toEqual([
		...[false, true, true, false, false, false]
	]);
});

test('V6, W7: every number out of its bounds is named', () => {
	expect(wrongTabletRules({ leaseDays: 0, lockMinutes: 16, mayUsePin: false, keptDays: -1 })).toEqual([
		...['leaseDays', 'lockMinutes', 'keptDays']
	]);
	expect(wrongTabletRules({ leaseDays: 60, lockMinutes: 1, mayUsePin: false, keptDays: 0 })).toEqual([]);
});
