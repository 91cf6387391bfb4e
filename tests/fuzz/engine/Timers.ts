import type { Clockwork } from '#lib/device/sync/SyncRunner.ts';

type Timer = { readonly page: { readonly isDead: boolean }; readonly run: () => void; readonly at: number };

/** Time passes when a history says so: a runner's timers run then, one round after the other. */
export class Timers {
	now = 0;
	readonly #due = new Set<Timer>();
	readonly #rounds: Promise<unknown>[] = [];

	clockworkFor(page: { readonly isDead: boolean }): Clockwork {
		return {
			now: () => this.now,
			chance: () => 0.5,
			later: (run, ms) => {
				const timer = { page, run, at: this.now + ms };
				this.#due.add(timer);
				return () => this.#due.delete(timer);
			},
			isVisible: () => true,
			alone: async (work) => {
				const round = work();
				this.#rounds.push(round);
				await round;
				return true;
			}
		};
	}

	/** Runs what is due by then; what that schedules waits for the next time. */
	async pass(ms: number): Promise<void> {
		this.now += ms;
		const due = [...this.#due].filter(({ at }) => at <= this.now);
		for (const timer of due) {
			this.#due.delete(timer);
			if (timer.page.isDead) continue;
			timer.run();
			await Promise.allSettled(this.#rounds.splice(0));
			await new Promise((resolve) => setImmediate(resolve));
		}
	}
}
