import { beforeEach, describe, expect, test, vi } from 'vitest';
import { recordChange } from '../store/recordChange.ts';
import {
	ada,
	anAudit,
	anOpenStore,
	answerIntent,
	aTemplateRecord,
	smallTemplate,
	syncParts,
	type World
} from '../testWorld.ts';
import { backOff } from './backOff.ts';
import { httpSyncServer } from './SyncServer.ts';
import { SyncRunner, type Clockwork } from './SyncRunner.ts';
import type { RoundEnd } from './SyncParts.ts';
import { SyncStatus } from './SyncStatus.svelte.ts';
import { TestServer } from './testServer.ts';

let now: number;
let timers: { at: number; run: () => void }[];
let ends: RoundEnd[];
let stuck: boolean[];
let isTaken: boolean;
let stolen: boolean[];
let server: TestServer;
let world: World;
let runner: SyncRunner;

const clockwork: Clockwork = {
	now: () => now,
	chance: () => 1,
	later(run, ms) {
		const timer = { at: now + ms, run };
		timers.push(timer);
		return () => (timers = timers.filter((one) => one !== timer));
	},
	isVisible: () => true,
	async alone(work, steal) {
		stolen.push(steal);
		if (isTaken && !steal) return false;
		await work();
		return true;
	}
};

beforeEach(async () => {
	[now, timers, ends, stuck, isTaken, stolen] = [0, [], [], [], false, []];
	server = new TestServer(ada, smallTemplate);
	server.put(anAudit(), aTemplateRecord());
	world = await anOpenStore();
	runner = new SyncRunner({
		...syncParts(world.open, server),
		clockwork,
		onRound: (end) => void ends.push(end),
		onStuck: (isStuck) => stuck.push(isStuck)
	});
});

/** Lets the next timer fire and its round end. */
async function next(): Promise<number> {
	const [timer] = timers.toSorted((a, b) => a.at - b.at);
	if (timer === undefined) throw new Error('nothing is planned');
	timers = timers.filter((one) => one !== timer);
	const waited = timer.at - now;
	now = timer.at;
	const before = ends.length;
	timer.run();
	await vi.waitFor(() => {
		if (ends.length === before && timers.length === 0) throw new Error('still running');
	});
	return waited;
}

describe('W9: when it sends', () => {
	test('at start; then every minute while the page is seen', async () => {
		runner.start();
		expect(await next()).toBe(0);
		expect(ends).toEqual([{ end: 'done' }]);
		expect(server.asked).toEqual(['hello', 'pull']);
		expect(await next()).toBe(60_000);
		expect(server.asked).toEqual(['hello', 'pull', 'pull']);
	});

	test('two seconds after a save, what waits before the pull', async () => {
		runner.start();
		await next();
		server.asked.length = 0;
		await recordChange(world.open, answerIntent('CJ2.1', 'yes'));
		runner.saved();
		expect(await next()).toBe(2_000);
		expect(server.asked).toEqual(['push', 'pull']);
	});

	test('without a signal it waits longer each time, to five minutes, without end; a sign of life begins anew', async () => {
		server.fails('hello', ...Array.from({ length: 14 }, () => 'no-signal' as const));
		runner.start();
		const waits: number[] = [];
		for (let tries = 0; tries < 12; tries += 1) waits.push(await next());
		expect(waits.slice(0, 6)).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000]);
		expect(waits.at(-1)).toBe(300_000);
		runner.wake();
		expect(await next()).toBe(0);
		expect(await next()).toBe(1_000);
	});

	test('a busy server says how long it wants to be left', async () => {
		server.fails('hello', { status: 503, retryAfter: 120 });
		runner.start();
		await next();
		expect(ends).toEqual([{ end: 'busy', retryAfter: 120 }]);
		expect(await next()).toBe(120_000);
		expect(ends.at(-1)).toEqual({ end: 'done' });
	});

	test('S5: while another tab sends, this one does not', async () => {
		isTaken = true;
		runner.start();
		await next();
		expect(server.asked).toEqual([]);
		expect(ends).toEqual([]);
	});

	test('a runner stuck for ten minutes is told of and begun again, out of the hands of whoever holds the lock', async () => {
		server.hello = () => new Promise(() => undefined);
		runner.start();
		timers.pop()?.run();
		now = 10 * 60_000;
		runner.wake();
		timers.pop()?.run();
		expect(stuck).toEqual([true]);
		expect(stolen).toEqual([false, true]);
	});

	test('stopped, it plans nothing', async () => {
		runner.stop();
		runner.start();
		runner.saved();
		expect(timers).toEqual([]);
	});

	test('a new epoch in the middle of a push leads to hello, and goes on', async () => {
		runner.start();
		await next();
		await recordChange(world.open, answerIntent('CJ2.1', 'yes'));
		server.epoch = 'epoch-2';
		server.clients.clear();
		runner.saved();
		await next();
		expect(ends.at(-1)).toEqual({ end: 'done' });
		expect(await world.store.outbox()).toEqual([]);
	});
});

test('W9: back-off is at least a second, at most five minutes, and differs by chance', () => {
	expect(backOff(0, 0)).toBe(1_000);
	expect(backOff(5, 0)).toBe(16_000);
	expect(backOff(5, 1)).toBe(32_000);
	expect(backOff(1_000, 1)).toBe(300_000);
	expect(backOff(0, 0, 90)).toBe(90_000);
});

describe('the sync line', () => {
	const conflict = {
		record: { kind: 'audit', id: 'a' } as const,
		caseRef: null,
		key: 'k',
		value: 1,
		by: 'b',
		at: '',
		other: []
	};
	const waiting = {
		record: conflict.record,
		caseRef: null,
		changes: [{ n: 1, name: 'answer.set', at: '2026-11-22T08:00:00.000Z' }],
		at: '',
		isHere: true
	};
	test('W9: of several reasons to wait the one a person can do something about is told', () => {
		const status = new SyncStatus();
		expect(status.whyWaiting).toBe('soon');
		status.noteStuck('then');
		expect(status.whyWaiting).toBe('stuck');
		status.noteRound({ end: 'busy', retryAfter: 30 }, 'now', 'later');
		expect([status.whyWaiting, status.busyUntil, status.noSignalSince]).toEqual(['busy', 'later', null]);
		status.noteRound({ end: 'no-signal' }, 'now', 'later');
		expect([status.whyWaiting, status.busyUntil]).toEqual(['no-signal', null]);
		status.noteBegun();
		expect(status.whyWaiting).toBe('sending');
		status.noteRound({ end: 'signed-out' }, 'now');
		expect(status.whyWaiting).toBe('signed-out');
		status.noteRound({ end: 'trouble', trouble: 'revoked', retryAfter: null }, 'now');
		expect(status.whyWaiting).toBe('revoked');
	});
	test('S6: that the tablet is full is said until something could be saved', () => {
		const status = new SyncStatus();
		status.noteNotSaved(true);
		expect([status.state, status.isFull]).toEqual(['not-saved', true]);
		status.noteSaved('now');
		expect(status.isFull).toBe(false);
	});
	test('says the loudest of what holds', () => {
		const status = new SyncStatus();
		expect(status.state).toBe('saved');
		status.noteStanding({ waitingItems: [waiting], conflicts: [], parked: [], sentAt: null });
		expect([status.state, status.waiting, status.oldestUnsentAt]).toEqual(['waiting', 1, '2026-11-22T08:00:00.000Z']);
		status.noteRound({ end: 'no-signal' }, 'first');
		status.noteRound({ end: 'no-signal' }, 'second');
		expect([status.state, status.noSignalSince]).toEqual(['no-signal', 'first']);
		status.noteStanding({ waitingItems: [waiting], conflicts: [conflict], parked: [], sentAt: null });
		expect([status.state, status.needsYou]).toEqual(['needs-you', 1]);
		status.noteRound({ end: 'signed-out' }, 'third');
		expect(status.state).toBe('signed-out');
		status.noteNotSaved();
		expect(status.state).toBe('not-saved');
		status.noteSaved('now');
		expect([status.state, status.savedAt]).toEqual(['signed-out', 'now']);
	});
	test('I5: saving alone never makes it say that anything was sent', () => {
		const status = new SyncStatus();
		status.noteSaved('now');
		expect(status.sentAt).toBeNull();
	});
	test('trouble is told until a round goes well', () => {
		const status = new SyncStatus();
		status.noteRound({ end: 'trouble', trouble: 'upgrade', retryAfter: null }, 'now');
		expect(status.trouble).toBe('upgrade');
		status.noteRound({ end: 'done' }, 'now');
		expect([status.trouble, status.noSignalSince]).toEqual([null, null]);
	});
});

describe('the server over HTTP', () => {
	const reply = (status: number, body: unknown, headers: Record<string, string> = {}) =>
		httpSyncServer(
			async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
		);
	const push = { proto: 1, epoch: null, clientId: ada.id, deviceId: ada.id, build: 't', changes: [] };

	test('asks with the header that forms cannot send, and follows nobody elsewhere', async () => {
		let asked: RequestInit | undefined;
		const server = httpSyncServer(async (_, init) => {
			asked = init;
			throw new TypeError('offline');
		});
		expect(await server.push(push)).toEqual({ kind: 'no-signal' });
		expect(asked).toMatchObject({
			method: 'POST',
			redirect: 'error',
			headers: { 'X-Dipper-Client': '1', 'Content-Type': 'application/json' }
		});
	});
	test('a 409 is a refusal with its facts', async () => {
		expect(await reply(409, { code: 'GAP', need: 3 }).push(push)).toEqual({
			kind: 'conflict',
			refusal: { code: 'GAP', need: 3 }
		});
	});
	test('other refusals carry status, code and how long to wait', async () => {
		expect(await reply(429, { code: 'SLOW' }, { 'Retry-After': '7' }).push(push)).toEqual({
			kind: 'refused',
			status: 429,
			code: 'SLOW',
			retryAfter: 7
		});
	});
	test('a portal’s page, or an answer of the wrong shape, is no signal', async () => {
		expect(await reply(200, '<html>Log on to the hotel</html>').push(push)).toEqual({ kind: 'no-signal' });
		expect(await reply(200, { epoch: 1 }).push(push)).toEqual({ kind: 'no-signal' });
	});
});
