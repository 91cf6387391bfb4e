import type { CaseloadProblemCode } from '#lib/domain/frames/caseloadProblems.ts';
import type { Caseload } from '#lib/domain/frames/readAnnexA.ts';
import type { Result } from '#lib/domain/shared/Result.ts';
import { problem } from '#lib/domain/shared/Result.ts';
import type { WorkerReply, WorkerRequest } from './messages.ts';
import type { CaseloadRequest, CsvDescription, ReadProgress } from './readCaseload.ts';

/** As much of a Worker as is needed, so that a test may stand in for one. */
export type ReadingWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

function startWorker(): ReadingWorker {
	return new Worker(new URL('./caseload.worker.ts', import.meta.url), { type: 'module', name: 'caseload' });
}

/** The cases that came before an answer, put where they belong. */
function withCases(answer: Answer, before: Caseload['cases']): Answer {
	if (answer.kind !== 'caseload' || !answer.result.ok) return answer;
	const { value } = answer.result;
	return { ...answer, result: { ok: true, value: { ...value, cases: [...before, ...value.cases] } } };
}

type Answer = Exclude<WorkerReply, { kind: 'progress' | 'cases' }>;
type Job = { readonly worker: ReadingWorker; readonly settle: (answer: Result<Answer, CaseloadProblemCode>) => void };

/**
 * The page's side of reading a caseload: one file at a time, each in a worker of its own that is ended
 * when it has answered, so that nothing personal stays in memory and a cancelled reading stops at once.
 */
export class CaseloadReader {
	readonly #start: () => ReadingWorker;
	#job: Job | null = null;

	constructor(start: () => ReadingWorker = startWorker) {
		this.#start = start;
	}

	get isReading(): boolean {
		return this.#job !== null;
	}

	/** `onProgress` is told at most a hundred times how far the reading is. */
	async read(
		request: CaseloadRequest,
		onProgress?: (progress: ReadProgress) => void
	): Promise<Result<Caseload, CaseloadProblemCode>> {
		const { files, takenOn, mapping } = request;
		const answer = await this.#ask(
			{ kind: 'read', files: [...files], takenOn, ...(mapping && { mapping }) },
			onProgress
		);
		if (!answer.ok) return answer;
		return answer.value.kind === 'caseload' ? answer.value.result : problem('caseload.reader-failed');
	}

	/** Headers and a suggested mapping of a CSV that is none of the eleven lists. */
	async describe(file: File): Promise<Result<CsvDescription, CaseloadProblemCode>> {
		const answer = await this.#ask({ kind: 'describe', file });
		if (!answer.ok) return answer;
		return answer.value.kind === 'columns' ? answer.value.result : problem('caseload.reader-failed');
	}

	/** The reading answers `caseload.cancelled`; without one nothing happens. */
	cancel(): void {
		this.#end(problem('caseload.cancelled'));
	}

	#ask(
		request: WorkerRequest,
		onProgress?: (progress: ReadProgress) => void
	): Promise<Result<Answer, CaseloadProblemCode>> {
		this.cancel();
		return new Promise((settle) => {
			const worker = this.#start();
			this.#job = { worker, settle };
			const cases: Caseload['cases'][number][] = [];
			worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => {
				if (this.#job?.worker !== worker) return;
				if (data.kind === 'progress') onProgress?.(data.progress);
				else if (data.kind === 'cases') cases.push(...data.cases);
				else this.#end({ ok: true, value: withCases(data, cases) });
			};
			const fail = () => {
				if (this.#job?.worker === worker) this.#end(problem('caseload.reader-failed'));
			};
			worker.onerror = fail;
			worker.onmessageerror = fail;
			worker.postMessage(request);
		});
	}

	#end(answer: Result<Answer, CaseloadProblemCode>): void {
		const job = this.#job;
		this.#job = null;
		job?.worker.terminate();
		job?.settle(answer);
	}
}
