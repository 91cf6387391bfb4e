import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { evidenceLimits } from '#lib/protocol/evidence.ts';
import type { RescuedFile, RescueRequest } from '#lib/protocol/rescue.ts';
import { aTablet, type TestTablet } from '../session/testTablet.ts';
import type { FileRow } from '../store/DeviceStore.ts';
import { MemoryStore } from '../store/MemoryStore.ts';
import type { PersonRow } from '../store/People.ts';
import { sendSealedFiles } from './sendSealedFiles.ts';

const clientId = '00000000-0000-4000-8000-00000000c001';
const bytes = 4 * evidenceLimits.partBytes + 5;
const row: FileRow = { id: 'f1', rid: 'r', clientId, bytes, sent: 0, sealed: new Uint8Array([1]) };
const person = { clientId, deviceId: clientId, wraps: [] } as unknown as PersonRow;

let world: TestTablet;
let store: MemoryStore;
let asked: RescueRequest[];
beforeEach(async () => {
	world = await aTablet();
	store = new MemoryStore();
	asked = [];
	const parts = Array.from({ length: 5 }, (_, index) => ({
		key: `f1/${index}`,
		file: 'f1',
		sealed: new Uint8Array([index])
	}));
	await store.write({ put: { files: [row], parts } });
});

/** The office, as far as it answers for files. */
function send(answer: (request: RescueRequest) => readonly RescuedFile[] | 'no-signal' | undefined) {
	const rescues = {
		rescue: async (request: RescueRequest) => {
			asked.push(request);
			const files = answer(request);
			if (files === 'no-signal') return { kind: 'no-signal' as const };
			const told = files === undefined ? {} : { files: [...files] };
			const receipt = { id: 'x', at: '2026-03-12T09:00:00.000Z' };
			const body = { receipt, serverTime: '', lastN: 0, results: [], directives: [], ...told };
			return { kind: 'answer' as const, body };
		}
	};
	return sendSealedFiles({ parts: { ...world.parts, rescues }, row: person, store, why: 'revoked' }, [row]);
}
const indexes = ({ files = [] }: RescueRequest) => files.flatMap(({ parts }) => parts.map(({ index }) => index));

describe('V4: files that only the tablet has', () => {
	test('only what the office lacks is sent, two parts at a time, sealed and signed', async () => {
		const there = new Set([1]);
		const end = await send((request) => {
			for (const index of indexes(request)) there.add(index);
			return [there.size === 5 ? { id: 'f1', st: 'kept' } : { id: 'f1', st: 'parts', parts: [...there] }];
		});
		expect(end).toEqual({ end: 'files', settled: new Set(['f1']), kept: 1, lost: 0 });
		expect(asked.map(indexes)).toEqual([[], [0, 2], [3, 4]]);
		expect(asked.every(({ signature, files }) => signature.length > 60 && files?.[0]?.clientId === clientId)).toBe(
			true
		);
	});

	test('a file the office has is not sent; what it takes from nobody is settled', async () => {
		for (const st of ['kept', 'unnamed', 'refused'] as const)
			expect(await send(() => [{ id: 'f1', st }])).toMatchObject({ settled: new Set(['f1']), lost: 0 });
		expect(asked).toHaveLength(3);
	});

	test('a part that the browser lost, or that does not open, is told as lost', async () => {
		await store.write({ drop: { files: ['f1'] } });
		expect(await send(() => [{ id: 'f1', st: 'parts', parts: [0, 1, 2] }])).toMatchObject({ kept: 0, lost: 1 });
		expect(await send(() => [{ id: 'f1', st: 'unread' }])).toMatchObject({ kept: 0, lost: 1 });
	});

	test('S7: without an answer for it, or with parts that never add up, it is no end', async () => {
		expect(await send(() => undefined)).toMatchObject({ end: 'refused', code: 'FILES' });
		expect(await send(() => [{ id: 'f1', st: 'parts', parts: [] }])).toMatchObject({ end: 'refused', code: 'FILES' });
		expect(await send(() => 'no-signal')).toEqual({ end: 'no-signal' });
		let answers = 0;
		expect(await send(() => (++answers > 1 ? 'no-signal' : [{ id: 'f1', st: 'parts', parts: [] }]))).toEqual({
			end: 'no-signal'
		});
	});
});
