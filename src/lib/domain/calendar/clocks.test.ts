import { expect, test } from 'vitest';
import { clock, clockOn, clockRunning, type Clock } from './Clock.ts';
import { shippedClocks } from './clocks.ts';

test('each shipped clock is a clock, with a source', () => {
	for (const shipped of shippedClocks) expect(clock.parse(shipped)).toEqual(shipped);
});

test('no two shipped clocks share an id', () => {
	const ids = shippedClocks.map(({ id }) => id);
	expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test.each([
	['referral-decision', 1, 'working-days', 'national'],
	['assessment-45', 45, 'working-days', 'national'],
	['icpc-15', 15, 'working-days', 'national'],
	['core-group-first', 10, 'working-days', 'national'],
	['review-conference-first', 3, 'months', 'national'],
	['cp-visits', 10, 'working-days', 'local'],
	['cin-visits', 20, 'working-days', 'local'],
	['cla-visits', 6, 'weeks', 'national'],
	['cla-visits-permanent', 3, 'months', 'national'],
	['cla-review-first', 20, 'working-days', 'national'],
	['pre-proceedings', 16, 'weeks', 'national'],
	['proceedings', 26, 'weeks', 'national'],
	['iro-dispute', 20, 'working-days', 'national'],
	['return-home', 72, 'hours', 'national'],
	['initial-health', 20, 'working-days', 'national'],
	['pathway-review', 6, 'months', 'national']
])('%s is %i %s, %s', (id, value, unit, status) => {
	expect(clockOn(id, '2026-03-12', shippedClocks)).toMatchObject({ value, unit, status });
});

test('only the report before a conference asks for at least so long', () => {
	expect(shippedClocks.filter(({ asks }) => asks === 'at-least').map(({ id }) => id)).toEqual(['conference-report']);
});

test("a council's own clock holds from its day, and the shipped one before", () => {
	const own: Clock = { ...cpVisits(), value: 15, source: 'Council standard', effectiveFrom: '2026-04-01' };
	const clocks = [own, ...shippedClocks];
	expect(clockOn('cp-visits', '2026-03-31', clocks)?.value).toBe(10);
	expect(clockOn('cp-visits', '2026-04-01', clocks)?.value).toBe(15);
});

test('what began before a standard changed is judged by what held then, whenever it is seen', () => {
	const own: Clock = { ...cpVisits(), value: 15, source: 'Council standard', effectiveFrom: '2026-04-01' };
	const lengthOf = (beganOn: string | null, seenOn: string) =>
		clockRunning('cp-visits', beganOn, seenOn, [own, ...shippedClocks])?.value;
	expect(lengthOf('2026-03-31', '2026-06-01')).toBe(10);
	expect(lengthOf('2026-04-01', '2026-06-01')).toBe(15);
	expect(lengthOf(null, '2026-03-31')).toBe(10);
	expect(lengthOf(null, '2026-04-01')).toBe(15);
});

test('before its first version a clock is its first version', () => {
	expect(clockOn('cp-visits', '1999-01-01', shippedClocks)?.value).toBe(10);
});

test('an id that nobody knows has no clock', () => expect(clockOn('tea', '2026-01-01', shippedClocks)).toBeUndefined());

function cpVisits(): Clock {
	return shippedClocks.find(({ id }) => id === 'cp-visits') as Clock;
}
