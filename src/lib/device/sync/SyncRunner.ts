import type { HelloAnswer } from '#lib/protocol/hello.ts';
import { backOff } from './backOff.ts';
import { positionHealed } from '../store/putBack.ts';
import { completeSummaries } from './completeSummaries.ts';
import { pullChanges } from './pullChanges.ts';
import { pushOutbox } from './pushOutbox.ts';
import { sayHello } from './sayHello.ts';
import type { RoundEnd, SyncParts } from './SyncParts.ts';

export type Clockwork = {
	readonly now: () => number;
	readonly chance: () => number;
	readonly later: (run: () => void, ms: number) => () => void;
	readonly isVisible: () => boolean;
	/** Runs the work if no other tab is at it; false otherwise. `steal` takes it from a tab that is stuck. */
	readonly alone: (work: () => Promise<void>, steal: boolean) => Promise<boolean>;
};

export type RunnerParts = SyncParts & {
	readonly clockwork: Clockwork;
	/** Sending has begun in this tab. */
	readonly onBegin?: () => void;
	/** How it ended, and when it is tried next, in ms of the clock. */
	readonly onRound: (end: RoundEnd, nextAt: number) => void;
	readonly onStuck: (isStuck: boolean) => void;
};

const afterSave = 2_000;
const whileVisible = 60_000;
const whileHidden = 5 * 60_000;
const watchdog = 10 * 60_000;
const helloEvery = 15 * 60_000;

/** Sends and fetches by itself, for as long as the store is open (SPEC.md W9). */
export class SyncRunner {
	readonly #parts: RunnerParts;
	#cancel: () => void = () => undefined;
	#dueAt = Infinity;
	#failures = 0;
	#startedAt: number | null = null;
	#hello: { readonly answer: HelloAnswer; readonly at: number } | null = null;
	#stopped = false;
	#rounds = 0;

	constructor(parts: RunnerParts) {
		this.#parts = parts;
	}

	start(): void {
		this.#schedule(0);
	}
	stop(): void {
		this.#stopped = true;
		this.#cancel();
	}

	/** A change was saved. */
	saved(): void {
		this.#schedule(Math.max(afterSave, this.#failures > 0 ? backOff(this.#failures, 0) : 0));
	}

	/** A sign that the network may be back, or the person asked: whatever was waited for. */
	wake(): void {
		this.#failures = 0;
		this.#schedule(0);
	}

	/** One round now: hello where it is due, push, then pull (F: what waits goes before the first pull). */
	async round(): Promise<RoundEnd> {
		await positionHealed(this.#parts.open);
		for (let tries = 0; tries < 4; tries += 1) {
			const greeted = await this.#greet();
			if (greeted.end !== 'hello') return greeted;
			const pushed = await pushOutbox(this.#parts, greeted.answer);
			if (pushed.end === 'hello-again') {
				this.#hello = null;
				continue;
			}
			if (pushed.end !== 'done') return pushed;
			const pulled = await pullChanges(this.#parts);
			if (pulled.end === 'done') await completeSummaries(this.#parts.open);
			if (pulled.end === 'done' && (await this.#isRestored())) {
				this.#hello = null;
				continue;
			}
			return pulled;
		}
		return { end: 'busy', retryAfter: null };
	}

	/** The pull told of another epoch than the last hello: what that server lost is sent at once, not at the next hello (W7). */
	async #isRestored(): Promise<boolean> {
		const { epoch, serverEpoch } = await this.#parts.open.state();
		return epoch !== serverEpoch;
	}

	async #greet() {
		const { clockwork } = this.#parts;
		if (this.#hello !== null && clockwork.now() - this.#hello.at < helloEvery)
			return { end: 'hello' as const, answer: this.#hello.answer };
		const end = await sayHello(this.#parts);
		if (end.end === 'hello') this.#hello = { answer: end.answer, at: clockwork.now() };
		return end;
	}

	#schedule(ms: number): void {
		const at = this.#parts.clockwork.now() + ms;
		if (this.#stopped || this.#dueAt <= at) return;
		this.#cancel();
		this.#dueAt = at;
		this.#cancel = this.#parts.clockwork.later(() => this.#run(), ms);
	}

	#run(): void {
		this.#dueAt = Infinity;
		const { clockwork, onStuck } = this.#parts;
		const isStuck = this.#startedAt !== null && clockwork.now() - this.#startedAt >= watchdog;
		if (this.#startedAt !== null && !isStuck) {
			this.#schedule(afterSave);
			return;
		}
		if (isStuck) {
			this.#hello = null;
			onStuck(true);
		}
		this.#startedAt = clockwork.now();
		this.#rounds += 1;
		void this.#runAlone(this.#rounds, isStuck);
	}

	async #runAlone(round: number, steal: boolean): Promise<void> {
		let end: RoundEnd = { end: 'busy', retryAfter: null };
		let ran = true;
		try {
			ran = await this.#parts.clockwork.alone(async () => {
				this.#parts.onBegin?.();
				end = await this.round();
			}, steal);
		} catch {
			// A broken disk or a lock taken away: waited out like a server that is busy.
			end = { end: 'busy', retryAfter: null };
		}
		if (round !== this.#rounds || this.#stopped) return;
		this.#startedAt = null;
		if (ran) this.#settle(end);
		else this.#schedule(this.#pause());
	}

	#settle(end: RoundEnd): void {
		const { clockwork, onRound, onStuck } = this.#parts;
		const wait = this.#waitAfter(end);
		onRound(end, clockwork.now() + wait);
		if (end.end === 'done') {
			this.#failures = 0;
			onStuck(false);
		} else {
			this.#hello = null;
			this.#failures += 1;
		}
		this.#schedule(wait);
	}

	#waitAfter(end: RoundEnd): number {
		if (end.end === 'done') return this.#pause();
		const retryAfter = 'retryAfter' in end ? end.retryAfter : null;
		return backOff(this.#failures, this.#parts.clockwork.chance(), retryAfter);
	}

	#pause(): number {
		return this.#parts.clockwork.isVisible() ? whileVisible : whileHidden;
	}
}
