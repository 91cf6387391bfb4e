import { expect, test } from 'vitest';
import { auditorFacts, checkCapacity, checkLeave, isAway, usualEntry } from './RegisterEntry.ts';

const today = '2026-03-12';
const away = { id: 'l', from: '2026-03-16', to: '2026-03-20' };
const until = (day: string) => ({ id: day, until: day, reason: 'New', approvedBy: 'dir' });

test('whom the register does not name can do twelve a month, of everything', () => {
	expect(auditorFacts(usualEntry)).toEqual({ capacity: 12 });
});

test('an allocation is told all that the register says, and of exemptions the longest', () => {
	const facts = auditorFacts({
		...usualEntry,
		capacity: 2,
		trainedFor: ['dip'],
		leave: [away],
		exemptions: [until('2026-03-31'), until('2026-06-30'), until('2026-01-31')],
		conflicts: [{ id: 'c', kind: 'worker', of: 'wyn', reason: 'Married' }]
	});
	expect(facts).toMatchObject({ capacity: 2, trainedFor: ['dip'], leave: [away], exempt: { until: '2026-06-30' } });
	expect(facts.conflicts).toHaveLength(1);
});

test.each([
	['2026-03-16', '2026-03-20', null],
	['2026-03-10', '2026-03-12', null],
	['2026-03-20', '2026-03-16', 'register.leave-ends-before'],
	['2026-03-02', '2026-03-11', 'register.leave-past']
])('leave from %s to %s: %s', (from, to, code) => {
	const checked = checkLeave(from, to, today);
	expect(checked.ok ? null : checked.problem.code).toBe(code);
});

test.each([
	['2026-03-15', false],
	['2026-03-16', true],
	['2026-03-20', true],
	['2026-03-21', false]
])('on %s away: %s', (on, is) => expect(isAway({ leave: [away] }, on)).toBe(is));

test.each([
	[0, true],
	[12, true],
	[200, true],
	[201, false],
	[-1, false],
	[1.5, false],
	[Number.NaN, false]
])('a capacity of %d is fine: %s', (capacity, isFine) => expect(checkCapacity(capacity).ok).toBe(isFine));
