import type { CDPSession, Page } from '@playwright/test';

type TraceEvent = {
	readonly name: string;
	readonly ph: string;
	readonly pid: number;
	readonly tid: number;
	readonly ts: number;
	readonly tdur?: number;
	readonly args?: { readonly name?: string };
};

/**
 * How long the page's own thread was busy with one task at a stretch, by the thread's clock, which a crowded machine does
 * not run up: a frame waits for no longer than that.
 */
export class LongTasks {
	readonly #session: CDPSession;
	readonly #events: TraceEvent[] = [];

	private constructor(session: CDPSession) {
		this.#session = session;
		session.on('Tracing.dataCollected', ({ value }) => this.#events.push(...(value as unknown as TraceEvent[])));
	}

	/** `slower`: the processor answers so many times slower from here on. */
	static async watch(page: Page, slower: number): Promise<LongTasks> {
		const session = await page.context().newCDPSession(page);
		await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
		const tasks = new LongTasks(session);
		await session.send('Tracing.start', {
			traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-toplevel'] },
			transferMode: 'ReportEvents'
		});
		return tasks;
	}

	/** Milliseconds of every task of the page's main thread, longest first. */
	async end(): Promise<readonly number[]> {
		const whole = new Promise((resolve) => this.#session.once('Tracing.tracingComplete', resolve));
		await this.#session.send('Tracing.end');
		await whole;
		await this.#session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
		await this.#session.detach();
		const threads = new Set(
			this.#events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf)
		);
		return this.#events
			.filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && threads.has(threadOf(event)))
			.map(({ tdur = 0 }) => tdur / 1000)
			.sort((one, other) => other - one);
	}
}

function threadOf({ pid, tid }: TraceEvent): string {
	return `${String(pid)} ${String(tid)}`;
}
