import { expect, test, vi } from 'vitest';
import { aCase } from '#lib/domain/frames/aCase.fixture.ts';
import { ok } from '#lib/domain/shared/Result.ts';
import type { ReadingWorker } from './CaseloadReader.ts';
import { CaseloadReader } from './CaseloadReader.ts';
import type { WorkerReply, WorkerRequest } from './messages.ts';
import { workerRequest } from './messages.ts';

/** Stands where the worker stands: remembers what it was asked, and answers when the test says so. */
class StandIn implements ReadingWorker {
	onmessage: ReadingWorker['onmessage'] = null;
	onerror: ReadingWorker['onerror'] = null;
	onmessageerror: ReadingWorker['onmessageerror'] = null;
	readonly asked: WorkerRequest[] = [];
	isEnded = false;

	postMessage(message: unknown): void {
		this.asked.push(workerRequest.parse(message));
	}

	terminate(): void {
		this.isEnded = true;
	}

	says(reply: WorkerReply): void {
		this.onmessage?.call(this as unknown as Worker, { data: reply } as MessageEvent<WorkerReply>);
	}

	breaks(): void {
		this.onerror?.call(this as unknown as Worker, {} as ErrorEvent);
	}
}

function aReader() {
	const workers: StandIn[] = [];
	const reader = new CaseloadReader(() => {
		const worker = new StandIn();
		workers.push(worker);
		return worker;
	});
	return { reader, workers };
}

const request = { files: [new File(['x'], 'a.xlsx')], takenOn: '2026-11-01' };
const empty = { cases: [], counts: { children: 0, open: 0, lists: [], teams: [], stages: [] }, warnings: [] };

test('a reading is asked of a worker, tells its progress, and ends the worker with its answer', async () => {
	const { reader, workers } = aReader();
	const onProgress = vi.fn();
	const reading = reader.read(request, onProgress);
	expect(reader.isReading).toBe(true);
	expect(workers[0]?.asked).toMatchObject([{ kind: 'read', takenOn: '2026-11-01' }]);
	workers[0]?.says({ kind: 'progress', progress: { stage: 'reading', fraction: 0.5 } });
	workers[0]?.says({ kind: 'caseload', result: ok(empty) });
	expect(await reading).toEqual(ok(empty));
	expect(onProgress).toHaveBeenCalledWith({ stage: 'reading', fraction: 0.5 });
	expect([reader.isReading, workers[0]?.isEnded]).toEqual([false, true]);
});

test('cases that come a few at a time stand in the answer in their order, and none of an earlier reading', async () => {
	const { reader, workers } = aReader();
	const first = reader.read(request);
	workers[0]?.says({ kind: 'cases', cases: [aCase('9X-9')] });
	const reading = reader.read(request);
	expect(await first).toMatchObject({ ok: false });
	workers[0]?.says({ kind: 'cases', cases: [aCase('9X-8')] });
	workers[1]?.says({ kind: 'cases', cases: [aCase('9X-1'), aCase('9X-2')] });
	workers[1]?.says({ kind: 'cases', cases: [aCase('9X-3')] });
	workers[1]?.says({ kind: 'caseload', result: ok(empty) });
	expect(await reading).toEqual(ok({ ...empty, cases: [aCase('9X-1'), aCase('9X-2'), aCase('9X-3')] }));
});

test('a cancelled reading answers at once, and its worker is gone', async () => {
	const { reader, workers } = aReader();
	const reading = reader.read(request);
	reader.cancel();
	expect(await reading).toEqual({ ok: false, problem: { code: 'caseload.cancelled' } });
	expect(workers[0]?.isEnded).toBe(true);
	workers[0]?.says({ kind: 'caseload', result: ok(empty) });
	expect(reader.isReading).toBe(false);
	reader.cancel();
});

test('a second file puts an end to the reading of the first', async () => {
	const { reader, workers } = aReader();
	const first = reader.read(request);
	const second = reader.describe(new File(['a,b'], 'b.csv'));
	expect(await first).toMatchObject({ problem: { code: 'caseload.cancelled' } });
	const description = { columns: [], suggested: {}, rows: 0, list: null };
	workers[1]?.says({ kind: 'columns', result: ok(description) });
	expect(await second).toEqual(ok(description));
});

test('a worker that breaks, or answers another question, is a plain problem', async () => {
	const { reader, workers } = aReader();
	const broken = reader.read(request);
	workers[0]?.breaks();
	expect(await broken).toMatchObject({ problem: { code: 'caseload.reader-failed' } });
	const confused = reader.read(request);
	workers[1]?.says({ kind: 'columns', result: ok({ columns: [], suggested: {}, rows: 0, list: null }) });
	expect(await confused).toMatchObject({ problem: { code: 'caseload.reader-failed' } });
});

test('the worker takes only the questions it knows', () => {
	expect(workerRequest.safeParse({ kind: 'read', files: ['a'], takenOn: '2026-11-01' }).success).toBe(false);
	expect(workerRequest.safeParse({ ...request, kind: 'read', takenOn: '1 November' }).success).toBe(false);
	expect(
		workerRequest.safeParse({ ...request, kind: 'read', mapping: { columns: { name: 1 }, stage: 'contact' } }).success
	).toBe(false);
	expect(
		workerRequest.safeParse({ ...request, kind: 'read', mapping: { columns: { caseRef: 1 }, stage: 'contact' } })
			.success
	).toBe(true);
});
