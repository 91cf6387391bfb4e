import { problem } from '#lib/domain/shared/Result.ts';
import type { WorkerReply, WorkerRequest } from './messages.ts';
import { workerRequest } from './messages.ts';
import type { ReadProgress } from './readCaseload.ts';
import { describeCsv, readCaseload } from './readCaseload.ts';

/** Names, dates of birth, addresses and postcodes of a caseload exist in this worker only, and end with it. */
const post = (reply: WorkerReply) => self.postMessage(reply);

self.addEventListener('message', async (event: MessageEvent<unknown>) => {
	const request = workerRequest.safeParse(event.data);
	if (!request.success) return post({ kind: 'caseload', result: problem('caseload.reader-failed') });
	try {
		post(await answer(request.data));
	} catch {
		// The reason may quote the file, so the page learns only that the reading failed.
		post({ kind: 'caseload', result: problem('caseload.reader-failed') });
	}
});

async function answer(request: WorkerRequest): Promise<WorkerReply> {
	if (request.kind === 'describe') return { kind: 'columns', result: await describeCsv(request.file) };
	const onProgress = throttle((progress) => post({ kind: 'progress', progress }));
	return { kind: 'caseload', result: handOver(await readCaseload(request, { onProgress })) };
}

/** Taking ten thousand cases in one message would keep the page from answering while they arrive. */
const atOnce = 500;

function handOver(read: Awaited<ReturnType<typeof readCaseload>>): typeof read {
	if (!read.ok) return read;
	const { cases, ...rest } = read.value;
	for (let from = 0; from < cases.length; from += atOnce)
		post({ kind: 'cases', cases: cases.slice(from, from + atOnce) });
	return { ...read, value: { ...rest, cases: [] } };
}

/** A bar needs no more than a hundred steps. */
function throttle(report: (progress: ReadProgress) => void): (progress: ReadProgress) => void {
	let last = '';
	return (progress) => {
		const step = `${progress.stage} ${Math.floor(progress.fraction * 100)}`;
		if (step === last) return;
		last = step;
		report(progress);
	};
}
