import { backOff } from '../sync/backOff.ts';
import type { Clockwork } from '../sync/SyncRunner.ts';
import { sendFiles, type FilesEnd } from './sendFiles.ts';
import type { SendParts } from './sendFile.ts';

/** Sends files by itself, beside the changes and never before them: each round of sync that ended well wakes it. */
export class EvidenceRunner {
	readonly #parts: SendParts & { readonly clockwork: Clockwork };
	#failures = 0;
	#isRunning = false;
	#isAsked = false;
	#stopped = false;
	#cancel: () => void = () => undefined;

	constructor(parts: SendParts & { readonly clockwork: Clockwork }) {
		this.#parts = parts;
	}

	/** Changes have gone up, so their files may follow. Not sooner than a failure allows. */
	wake(): void {
		if (this.#failures === 0) void this.run();
	}

	/** The person asked, or the network came back. */
	wakeNow(): void {
		this.#failures = 0;
		void this.run();
	}

	stop(): void {
		this.#stopped = true;
		this.#cancel();
	}

	async run(): Promise<void> {
		this.#isAsked = true;
		if (this.#isRunning) return;
		this.#isRunning = true;
		try {
			while (this.#isAsked && !this.#stopped) await this.#round();
		} finally {
			this.#isRunning = false;
		}
	}

	async #round(): Promise<void> {
		this.#isAsked = false;
		this.#cancel();
		let end: FilesEnd = { end: 'later', retryAfter: null };
		try {
			await this.#parts.clockwork.alone(async () => {
				end = await sendFiles(this.#parts);
			}, false);
		} catch {
			// A disk that cannot be read, or a lock: waited out like a server that is busy.
			end = { end: 'later', retryAfter: null };
		}
		this.#settle(end);
	}

	#settle(end: FilesEnd): void {
		if (end.end === 'done') {
			this.#failures = 0;
			return;
		}
		const { clockwork } = this.#parts;
		const pause = backOff(this.#failures, clockwork.chance(), 'retryAfter' in end ? end.retryAfter : null);
		this.#failures += 1;
		if (!this.#stopped) this.#cancel = clockwork.later(() => void this.run(), pause);
	}
}
