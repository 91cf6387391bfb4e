import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { evidenceLimits } from '#lib/protocol/evidence.ts';
import { AuditSession } from '../session/AuditSession.svelte.ts';
import { aSetUpTablet, type TestTablet } from '../session/testTablet.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import { auditId } from '../testWorld.ts';
import { EvidenceRunner } from './EvidenceRunner.ts';
import { dropWhatTheServerHas, listAllFiles, listUnsentSealed, openFile, openThumb } from './heldFiles.ts';
import { sendFiles } from './sendFiles.ts';
import { aPrepared, TestEvidenceServer } from './testEvidenceServer.ts';

let world: TestTablet;
let session: AuditSession;
let open: OpenStore;
let server: TestEvidenceServer;
let progress: string[];

beforeEach(async () => {
	world = await aSetUpTablet();
	const opened = await AuditSession.open(world.tablet, auditId);
	if (opened === null || world.tablet.unlocked === null) throw new Error('not here');
	session = opened;
	open = world.tablet.unlocked.open;
	server = new TestEvidenceServer();
	progress = [];
});

const round = () => world.tablet.unlocked?.runner.round();
const report = () => undefined;
const send = () =>
	sendFiles({ open, server, report, onProgress: (_, done, parts) => progress.push(`${done} of ${parts}`) });
const part = evidenceLimits.partBytes;

describe('attaching', () => {
	test('N: the file and the change that attaches it are kept together, and both open again', async () => {
		const file = await aPrepared(3);
		expect(await session.attach('CJ2.1', file)).toMatchObject({ ok: true, value: { n: 1 } });
		const [held] = await listAllFiles(open);
		expect(held).toMatchObject({ name: 'Plan.pdf', kind: 'pdf', sha256: file.sha256, sentAt: null });
		const key = `evidence/${held?.id ?? ''}`;
		expect(session.record.fields.get(key)?.value).toMatchObject({ question: 'CJ2.1', bytes: 2 * part + 11 });
		const again = await openFile(open, held?.id ?? '');
		expect(new Uint8Array((await again?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(file.bytes);
		expect((await openThumb(open, held?.id ?? ''))?.size).toBe(3);
	});

	test('V7: nothing of a file, of its name or of its hash lies readable, and a part moved elsewhere does not open', async () => {
		const file = await aPrepared(2, 'Kai at home.pdf');
		await session.attach('CJ2.1', file);
		const [row] = await listUnsentSealed(open.store);
		const parts = await open.store.partsOf(row?.id ?? '');
		const everything = JSON.stringify([row, parts], (_, value: unknown) =>
			value instanceof Uint8Array ? String.fromCharCode(...value.subarray(0, 2000)) : value
		);
		for (const word of ['Kai', file.sha256, 'CJ2.1']) expect(everything).not.toContain(word);
		const [first, second] = parts;
		if (first === undefined || second === undefined) throw new Error('no parts');
		expect(first.sealed.length).toBe(part + 1 + 12 + 16);
		await open.write({ put: { parts: [{ ...second, sealed: first.sealed }] } });
		await expect(openFile(open, row?.id ?? '')).rejects.toThrow();
	});

	test('S6: where the disk is full it says so at once, and nothing is half attached', async () => {
		const write = vi.spyOn(open.store, 'write').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
		expect(await session.attach('CJ2.1', await aPrepared())).toMatchObject({ ok: false, problem: { code: 'no-room' } });
		write.mockRestore();
		expect([await open.store.files(), await open.store.outbox()]).toEqual([[], []]);
		expect(await session.answer('CJ2.1', 'yes')).toMatchObject({ ok: true, value: { n: 1 } });
	});

	test('S4: parts are sealed before the transaction', async () => {
		const sealing: boolean[] = [];
		const seal = vi.spyOn(open.vault, 'sealBytes');
		const write = vi.spyOn(open.store, 'write').mockImplementationOnce((plan) => {
			sealing.push(seal.mock.calls.length === (plan.put?.parts?.length ?? 0) + (plan.put?.thumbs?.length ?? 0));
			write.mockRestore();
			return open.store.write(plan);
		});
		await session.attach('CJ2.1', await aPrepared(2));
		expect(sealing).toEqual([true]);
	});
});

describe('sending', () => {
	test('P14: the change goes first; then every part, then complete; it is sent once the server has it whole', async () => {
		const file = await aPrepared(3);
		await session.attach('CJ2.1', file);
		expect(await send()).toEqual({ end: 'done' });
		expect(server.asked).toEqual([]);
		await round();
		expect(await send()).toEqual({ end: 'done' });
		expect(server.whole.get(file.sha256)).toEqual(file.bytes);
		expect(progress).toEqual(['0 of 3', '1 of 3', '2 of 3', '3 of 3']);
		expect(await listAllFiles(open)).toMatchObject([{ sentEpoch: 'epoch-1', row: { sent: 1 } }]);
		const before = server.asked.length;
		await send();
		expect(server.asked).toHaveLength(before);
	});

	test('P14: broken off, it goes on from where it was', async () => {
		await session.attach('CJ2.1', await aPrepared(4));
		await round();
		server.fails('put', { status: 503, code: '' });
		expect(await send()).toEqual({ end: 'later', retryAfter: null });
		server.parts.set((await aPrepared(4)).sha256, new Map([[2, (await aPrepared(4)).bytes.slice(2 * part, 3 * part)]]));
		expect(await send()).toEqual({ end: 'done' });
		expect(server.asked.filter((line) => line.startsWith('put')).map((line) => line.at(-1))).toEqual([
			'0',
			'0',
			'1',
			'3'
		]);
	});

	test('P14: where a wrong part lies on the server, it is sent anew whole, and nothing is lost', async () => {
		const file = await aPrepared(2);
		await session.attach('CJ2.1', file);
		await round();
		server.parts.set(file.sha256, new Map([[0, new Uint8Array([9])]]));
		expect(await send()).toEqual({ end: 'done' });
		expect(server.whole.get(file.sha256)).toEqual(file.bytes);
	});

	test.each([
		['no signal', 'no-signal', { end: 'no-signal' }],
		['signed out', { status: 401, code: 'SIGN_IN' }, { end: 'signed-out' }],
		[
			'over the day’s share',
			{ status: 429, code: 'QUOTA_PERSON', retryAfter: 3600 },
			{ end: 'later', retryAfter: 3600 }
		],
		['a scanner that is down', { status: 503, code: 'SCANNER_DOWN', retryAfter: 60 }, { end: 'later', retryAfter: 60 }],
		['a box on the way', { status: 404, code: '' }, { end: 'later', retryAfter: null }]
	] as const)('F: %s: the file stays and is sent another time', async (_, fault, end) => {
		await session.attach('CJ2.1', await aPrepared());
		await round();
		server.fails('complete', fault);
		expect(await send()).toEqual(end);
		expect(await send()).toEqual({ end: 'done' });
		expect(server.whole.size).toBe(1);
	});

	test('P14: what the server will never have is said, kept here, and not sent again', async () => {
		await session.attach('CJ2.1', await aPrepared());
		await round();
		server.fails('complete', { status: 422, code: 'WRONG_TYPE' });
		await send();
		expect(await listAllFiles(open)).toMatchObject([{ refused: 'WRONG_TYPE', sentAt: null }]);
		const before = server.asked.length;
		await send();
		expect(server.asked).toHaveLength(before);
		expect(await listUnsentSealed(open.store)).toHaveLength(1);
	});

	test('W7: a server restored to an older state is asked anew, and gets what it lost', async () => {
		const file = await aPrepared();
		await session.attach('CJ2.1', file);
		await round();
		await send();
		server.whole.clear();
		world.server.epoch = 'epoch-2';
		await round();
		await round();
		await send();
		expect(server.whole.has(file.sha256)).toBe(true);
	});

	test('W7: a file that was sent stays two days, and while its change is kept; never over two weeks', async () => {
		await session.attach('CJ2.1', await aPrepared());
		await round();
		await send();
		const pass = async (days: number) => {
			world.clock.now += days * 86_400_000;
			await send();
			return (await open.store.files()).length;
		};
		expect([await pass(1), await pass(3)]).toEqual([1, 1]);
		expect(await pass(11)).toBe(0);
	});

	test('the files of an audit that was taken away go, but never what was not sent', async () => {
		await session.attach('CJ2.1', await aPrepared(1));
		await round();
		await send();
		await session.attach('CJ2.1', await aPrepared(2));
		world.server.records.delete(`audit:${auditId}`);
		await round();
		expect(await listAllFiles(open)).toMatchObject([{ sha256: (await aPrepared(2)).sha256 }]);
	});

	test('a file taken off again goes once the server knows, and is not sent', async () => {
		await session.attach('CJ2.1', await aPrepared());
		const [held] = await listAllFiles(open);
		await session.detach(held?.id ?? '');
		expect(await send()).toEqual({ end: 'done' });
		expect(await open.store.files()).toHaveLength(1);
		await round();
		server.wanted = new Set();
		await send();
		expect([await open.store.files(), await open.store.partsOf(held?.id ?? '')]).toEqual([[], []]);
	});

	test('a file that the server does not want for a reason unknown here stays', async () => {
		await session.attach('CJ2.1', await aPrepared());
		await round();
		server.wanted = new Set();
		await send();
		expect(await open.store.files()).toHaveLength(1);
	});

	test('S6: for room, thumbnails and what the server has go; what waits stays', async () => {
		await session.attach('CJ2.1', await aPrepared(1));
		await round();
		await send();
		await session.attach('CJ2.1', await aPrepared(2));
		expect(await dropWhatTheServerHas(open)).toBe(1);
		const [held] = await listAllFiles(open);
		expect([held?.sentAt, await openThumb(open, held?.id ?? '')]).toEqual([null, null]);
		expect((await openFile(open, held?.id ?? ''))?.size).toBe(part + 11);
	});
});

describe('the runner', () => {
	function aRunner() {
		const pauses: number[] = [];
		const clockwork = {
			now: () => 0,
			chance: () => 0,
			isVisible: () => true,
			later: (_: () => void, ms: number) => {
				pauses.push(ms);
				return () => undefined;
			},
			alone: async (work: () => Promise<void>) => {
				await work();
				return true;
			}
		};
		return { runner: new EvidenceRunner({ open, server, report, onProgress: () => undefined, clockwork }), pauses };
	}

	test('W9: backs off without end, not sooner than the server asks, and begins anew when asked', async () => {
		await session.attach('CJ2.1', await aPrepared());
		await round();
		const { runner, pauses } = aRunner();
		server.fails('head', 'no-signal', 'no-signal', { status: 429, code: 'QUOTA_PERSON', retryAfter: 3600 });
		for (let tries = 0; tries < 3; tries += 1) await runner.run();
		expect(pauses).toEqual([1000, 1000, 3_600_000]);
		const asked = server.asked.length;
		runner.wake();
		expect(server.asked).toHaveLength(asked);
		await runner.run();
		expect(server.whole.size).toBe(1);
	});

	test('two wakes at once are one round after another, and none after it was stopped', async () => {
		const { runner } = aRunner();
		await session.attach('CJ2.1', await aPrepared());
		await round();
		await Promise.all([runner.run(), runner.run()]);
		expect(server.asked.filter((line) => line.startsWith('complete'))).toHaveLength(1);
		runner.stop();
		await session.attach('CJ2.1', await aPrepared(2));
		await round();
		await runner.run();
		expect(server.whole.size).toBe(1);
	});
});
