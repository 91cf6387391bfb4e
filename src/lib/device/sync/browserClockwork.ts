import type { Clockwork } from './SyncRunner.ts';

/** Time, chance and the lock that lets one tab send at a time. Correctness never hangs on the lock (SPEC.md S5). */
export function browserClockwork(database: string): Clockwork {
	return {
		now: () => Date.now(),
		chance: () => Math.random(),
		later(run, ms) {
			const timer = setTimeout(run, ms);
			return () => clearTimeout(timer);
		},
		isVisible: () => !document.hidden,
		async alone(work, steal) {
			if (!('locks' in navigator)) {
				await work();
				return true;
			}
			return navigator.locks.request(
				`dipper-sync-${database}`,
				steal ? { steal: true } : { ifAvailable: true },
				async (lock) => {
					if (lock === null) return false;
					await work();
					return true;
				}
			);
		}
	};
}
