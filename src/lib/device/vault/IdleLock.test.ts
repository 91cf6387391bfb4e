import { beforeEach, describe, expect, test } from 'vitest';
import { clampMinutes, IdleLock, type LockReason } from './IdleLock.ts';

class Page extends EventTarget {
	hidden = false;
	hide(hidden: boolean): void {
		this.hidden = hidden;
		this.dispatchEvent(new Event('visibilitychange'));
	}
	touch(): void {
		this.dispatchEvent(new Event('pointerdown'));
	}
}

let page: Page;
let now: number;
let locked: LockReason[];
let told: number;
let tick: () => void;

function watch(minutes = 5): IdleLock {
	return new IdleLock({
		minutes,
		page,
		now: () => now,
		onLock: (because) => locked.push(because),
		onActivity: () => (told += 1),
		every: (run) => {
			tick = run;
			return () => undefined;
		}
	});
}

beforeEach(() => {
	page = new Page();
	now = 0;
	locked = [];
	told = 0;
});

function wait(seconds: number): void {
	now += seconds * 1000;
	tick();
}

describe('V3: the idle lock', () => {
	test('locks after five minutes without a touch, once', () => {
		watch();
		wait(299);
		expect(locked).toEqual([]);
		wait(1);
		wait(600);
		expect(locked).toEqual(['idle']);
	});
	test('a touch starts the five minutes again', () => {
		watch();
		wait(240);
		page.touch();
		wait(299);
		expect(locked).toEqual([]);
	});
	test('a tablet that slept wakes locked, even if the first thing is a touch', () => {
		watch();
		now += 3_600_000;
		page.touch();
		expect(locked).toEqual(['idle']);
	});
	test('locks when out of sight for over a minute, not for less', () => {
		watch();
		page.hide(true);
		wait(60);
		page.hide(false);
		expect(locked).toEqual([]);
		page.hide(true);
		now += 61_000;
		page.hide(false);
		expect(locked).toEqual(['hidden']);
	});
	test('work in another tab counts, and other tabs are told of work here at most every ten seconds', () => {
		const lock = watch();
		wait(290);
		lock.elsewhere();
		wait(290);
		expect(locked).toEqual([]);
		page.touch();
		page.touch();
		expect(told).toBe(1);
	});
	test('stopped, it locks no more', () => {
		watch().stop();
		wait(900);
		expect(locked).toEqual([]);
	});
	test.each([
		[0, 1],
		[7, 7],
		[60, 15],
		[Number.NaN, 5]
	])('the council may set one to fifteen minutes: %d is %d', (asked, given) => {
		expect(clampMinutes(asked)).toBe(given);
	});
});
