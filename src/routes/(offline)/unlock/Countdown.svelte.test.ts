import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Countdown } from './Countdown.svelte.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

test('seconds are counted down to none', () => {
	const countdown = new Countdown();
	countdown.start(3);
	expect(countdown.seconds).toBe(3);
	vi.advanceTimersByTime(1_100);
	expect(countdown.seconds).toBe(2);
	vi.advanceTimersByTime(2_000);
	expect(countdown.seconds).toBe(0);
	expect(vi.getTimerCount()).toBe(0);
});

test('a page that slept reads the clock', () => {
	let now = 0;
	const countdown = new Countdown(() => now);
	countdown.start(60);
	now = 90_000;
	vi.advanceTimersByTime(250);
	expect(countdown.seconds).toBe(0);
});

test('a new wait takes the place of the old, and stopping ends it', () => {
	const countdown = new Countdown();
	countdown.start(5);
	countdown.start(10);
	expect(countdown.seconds).toBe(10);
	expect(vi.getTimerCount()).toBe(1);
	countdown.stop();
	expect(countdown.seconds).toBe(0);
	expect(vi.getTimerCount()).toBe(0);
});
