import { expect, test } from 'vitest';
import { hasLapsed, leaseFrom, leftOf, noteTime } from './lease.ts';

const day = 86_400_000;
const begin = Date.UTC(2026, 10, 2, 9);
const server = '2026-11-02T11:00:00.000Z';
const until = '2026-11-16T11:00:00.000Z';
/** The tablet's clock is two hours behind the server's, as tablets' are. */
const fresh = leaseFrom(until, server, begin);

test('V6, M3: a lease lasts what the server gave, by the tablet’s own clock', () => {
	expect(fresh.lasts).toBe(14 * day);
	expect(hasLapsed(fresh, begin + 14 * day - 1)).toBe(false);
	expect(hasLapsed(fresh, begin + 14 * day)).toBe(true);
});

test('V6: a tablet three years off is neither let in for ever nor shut out', () => {
	const off = leaseFrom(until, server, begin - 3 * 365 * day);
	expect(leftOf(off, begin - 3 * 365 * day + 4 * day)).toBe(10 * day);
});

test('V6, M3: a clock set back gains no day: it counts as a quarter of the lease, and time goes on', () => {
	const used = noteTime(fresh, begin + 10 * day);
	const back = noteTime(used, begin + day);
	expect(back.setBacks).toBe(1);
	expect(leftOf(back, begin + day)).toBe(13 * day - 3.5 * day);
});

test('V6, M3: set back again and again, it lapses', () => {
	let lease = fresh;
	for (let times = 0; times < 4; times += 1) lease = noteTime(noteTime(lease, begin + 2 * day), begin);
	expect(hasLapsed(lease, begin)).toBe(true);
});

test('V6: a small correction of the clock costs nothing', () => {
	const used = noteTime(fresh, begin + day);
	expect(noteTime(used, begin + day - 60_000)).toEqual(used);
});

test('V6: a dead battery that sets the clock to 1970 does not shut anyone out, and counts on from there', () => {
	const used = noteTime(fresh, begin + day);
	const reset = noteTime(used, 0);
	expect(hasLapsed(reset, 0)).toBe(false);
	expect(leftOf(reset, day)).toBe(14 * day - day - 3.5 * day);
	expect(hasLapsed(reset, 11 * day)).toBe(true);
});

test('V6: put right again after that, the days since the server answered count', () => {
	const reset = noteTime(noteTime(fresh, begin + day), 0);
	expect(leftOf(reset, begin + 2 * day)).toBe(12 * day - 3.5 * day);
});

test('V6: a clock at 2099 lapses only while it stands there', () => {
	const ahead = noteTime(fresh, Date.UTC(2099, 0, 1));
	expect(hasLapsed(ahead, Date.UTC(2099, 0, 1))).toBe(true);
	expect(leftOf(ahead, begin + 2 * day)).toBe(12 * day - 3.5 * day);
});

test('V6: what does not read is no lease', () => {
	expect(hasLapsed(leaseFrom('soon', server, begin), begin)).toBe(true);
	expect(hasLapsed(leaseFrom(server, until, begin), begin)).toBe(true);
});
