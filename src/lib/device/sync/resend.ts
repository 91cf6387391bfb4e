import type { OpenStore } from '../store/OpenStore.ts';

/**
 * Puts acknowledged changes above `n` back into the outbox: the server was restored, or never had them
 * (SPEC.md W7, GAP). Returns whether every number from `n + 1` on is now in the outbox.
 */
export async function resendAbove(open: OpenStore, n: number): Promise<boolean> {
	for (;;) {
		const { rev, counter } = await open.position();
		const state = await open.state();
		const back = (await open.changes()).filter(({ change, receipt }) => receipt !== null && change.n > n);
		const written = await open.write({
			expect: { rev, counter },
			drop: { kept: back.map(({ change }) => change.n) },
			put: { outbox: await Promise.all(back.map((held) => open.sealOutbox(held))) },
			meta: await open.sealState({ ...state, ackedN: Math.min(state.ackedN, n) }),
			turns: true
		});
		if (!written) continue;
		open.bell.ring();
		const first = (await open.store.outbox())[0];
		return first === undefined ? counter <= n : first.n <= n + 1;
	}
}
